/** A launcher of the gateway alone, for tests. Says "ready" when the gateway answers; SIGTERM ends it gracefully. */
import path from "node:path"

import { findPython } from "#lib/compute/index.ts"
import { inheritEnv, readEnv } from "#lib/kernel/env.ts"
import { ensurePrivateFolder, homeAt } from "#lib/kernel/home.ts"
import { createLogger } from "#lib/kernel/log.ts"
import { becomeLauncher, holdGatewaySocket, openRotatingFile, resignLauncher, supervise } from "#lib/launcher/index.ts"
import type { Supervised } from "#lib/launcher/index.ts"

const { CAUDAL_HOST: host, CAUDAL_GATEWAY_PORT: port } = readEnv()
const home = homeAt()
const log = createLogger("launcher")
const children: Supervised[] = []

ensurePrivateFolder(home.root)
ensurePrivateFolder(home.sockets)
if (await becomeLauncher(home, { studioUrl: "none", gatewayUrl: `http://${host}:${port}` })) process.exit(3)
const socket = await holdGatewaySocket({
  home,
  python: await findPython(),
  host,
  port,
  log,
  handOver: (command) => children[0]?.send({ type: "keep-socket", command: [...command] }) ?? false,
})
const gateway = supervise({
  name: "gateway",
  script: path.resolve(import.meta.dirname, "../../processes/gateway.ts"),
  prefix: socket.runPrefix,
  env: { ...inheritEnv(), CAUDAL_GATEWAY_FD: "3" },
  logFile: openRotatingFile(path.join(home.logs, "gateway.log")),
  log,
})
children.push(gateway)
process.on("SIGTERM", async () => {
  await Promise.all([socket.end(), gateway.stop(10_000)])
  resignLauncher(home)
  process.exit(0)
})
await gateway.ready
process.stdout.write("ready\n")
