import { numberFlag, switchFlag } from "../args/index.ts"
import type { Command } from "../command.ts"

const KEEP_INSTANCES = switchFlag("--keep-instances", {
  help: "Leave the models running; the next start takes them over.",
})
const TIMEOUT = numberFlag(
  "--timeout",
  { min: 1, max: 3600 },
  { help: "How long to wait for the end, seconds. Default: 120." },
)
const TIMEOUT_DEFAULT_S = 120

export const stop: Command = {
  name: "stop",
  summary: "Stop the Caudal of this machine: requests in flight are answered, then everything ends.",
  flags: [KEEP_INSTANCES, TIMEOUT],
  examples: [
    { text: "Everything", command: "caudal stop" },
    { text: "For an upgrade", command: "caudal stop --keep-instances" },
  ],
  run: async ({ settings, get, tell }) => {
    const { stopLauncher } = await import("../local/stop-launcher.ts")
    const { wasLauncherKilled } = await import("../local/read-launcher.ts")
    const keepInstances = get(KEEP_INSTANCES)
    const timeoutMs = (get(TIMEOUT) ?? TIMEOUT_DEFAULT_S) * 1000
    const { home } = settings
    if (await stopLauncher(home, { keepInstances, timeoutMs })) tell("Caudal has stopped")
    else if (wasLauncherKilled(home)) {
      const { stopLeftovers } = await import("../local/stop-leftovers.ts")
      await stopLeftovers(home, { keepInstances, timeoutMs })
      tell("Caudal has stopped: its launcher had been killed, and what that left behind is ended")
    } else tell(`no Caudal runs from ${home.root}`)
    return undefined
  },
}
