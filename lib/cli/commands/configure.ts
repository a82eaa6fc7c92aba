import { listFlag, switchFlag } from "../args/index.ts"
import type { Command } from "../command.ts"
import { UsageError } from "../errors.ts"

/** What `--defaults` may name. Azure's own that mean nothing here are kept and not used. */
const KNOWN = ["workspace", "endpoint", "group", "location"]

const DEFAULTS = listFlag("--defaults", {
  short: "-d",
  metavar: "NAME=VALUE",
  help: `Values for flags that are not given: ${KNOWN.join(", ")}. An empty value removes one.`,
})
const LIST_DEFAULTS = switchFlag("--list-defaults", { short: "-l", help: "Show what is kept." })

export const configure: Command = {
  name: "configure",
  summary: "Keep defaults for later commands: workspace, endpoint.",
  flags: [DEFAULTS, LIST_DEFAULTS],
  examples: [
    { text: "A workspace and an endpoint", command: "caudal configure --defaults workspace=risk endpoint=diabetes" },
    { text: "What is kept", command: "caudal configure --list-defaults" },
  ],
  run: async ({ settings, get, print }) => {
    const { writeConfig } = await import("../client/config-file.ts")
    const { didYouMean } = await import("#lib/kernel/nearest-word.ts")
    const given = get(DEFAULTS).map((word) => {
      const [name = "", ...value] = word.split("=")
      if (value.length === 0) throw new UsageError(`argument --defaults: '${word}' must be NAME=VALUE`)
      if (!KNOWN.includes(name))
        throw new UsageError(`argument --defaults: '${name}' is not known.${didYouMean(name, KNOWN)}`)
      return [name, value.join("=")] as const
    })
    const merged = Object.entries({ ...settings.config.defaults, ...Object.fromEntries(given) })
    const defaults = Object.fromEntries(merged.filter(([, value]) => value !== ""))
    if (given.length > 0) writeConfig({ ...settings.config, defaults })
    if (given.length === 0 || get(LIST_DEFAULTS)) await print(defaults)
    return undefined
  },
}
