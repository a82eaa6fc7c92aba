/** `caudal stop` after the launcher was killed: ends what outlived it. Wiring only. */
import { readEnv } from "#lib/kernel/env.ts"
import { homeAt } from "#lib/kernel/home.ts"
import { createLogger } from "#lib/kernel/log.ts"
import { becomeLauncher, endLeftovers, resignLauncher } from "#lib/launcher/index.ts"

const env = readEnv()
const home = homeAt()
const log = createLogger("launcher")

// Holding the home keeps a start away meanwhile.
const running = await becomeLauncher(home, { busyWith: "a stop" })
if (running) {
  const what = "busyWith" in running ? `This home is busy with ${running.busyWith}` : "Caudal has been started again"
  process.stderr.write(`${what} (process ${running.pid}).\n`)
  process.exit(1)
}
try {
  const keepInstances = process.argv.includes("--keep-instances")
  await endLeftovers(home, { databaseUrl: env.DATABASE_URL, keepInstances, log })
} finally {
  resignLauncher(home)
}
process.exit(0)
