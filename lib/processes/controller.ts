/** The controller process: wiring only. */
import { createLocalCompute, findBwrap } from "#lib/compute/index.ts"
import { registerHost, runController } from "#lib/controller/index.ts"
import { spawnBuildPlain, spawnBuildSandboxed } from "#lib/environments/index.ts"
import { systemClock } from "#lib/kernel/clock.ts"
import { readEnv } from "#lib/kernel/env.ts"
import { homeAt } from "#lib/kernel/home.ts"
import { createLogger } from "#lib/kernel/log.ts"
import { connect, directUrl } from "#lib/storage/index.ts"

import { attachToLauncher } from "./attach-to-launcher.ts"

const env = readEnv()
const log = createLogger("controller")
const databaseUrl = env.DATABASE_URL
if (databaseUrl === undefined) throw new Error("DATABASE_URL is not set. Start Caudal with `npm start`.")

const home = homeAt()
const db = connect(databaseUrl, { applicationName: "caudal-controller" })
const sandbox = await findBwrap(home.tools)
if (sandbox.tool === null)
  log.warn({ reason: sandbox.reason }, "Models and builds run without a sandbox on this machine")

const launcher = attachToLauncher()
const hostId = await registerHost(db, home, systemClock.nowMs())
launcher.ready()
await runController(
  {
    db,
    home,
    clock: systemClock,
    compute: createLocalCompute(home),
    hostId,
    log,
    spawnBuild: sandbox.tool === null ? spawnBuildPlain : spawnBuildSandboxed(sandbox.tool),
    isPythonFallbackAllowed: env.CAUDAL_PYTHON_FALLBACK === "1",
  },
  directUrl(databaseUrl),
  launcher.signal,
)
process.exit(0)
