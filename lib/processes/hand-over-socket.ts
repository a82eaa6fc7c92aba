import { spawn } from "node:child_process"

import { BARE_ENV } from "#lib/kernel/env.ts"
import type { Logger } from "#lib/kernel/log.ts"

/**
 * Starts the keeper `command` with this gateway's listening socket as descriptor 3: the keeper before it was killed, and
 * an address that is in use cannot be bound again. What it has to say at its start goes to the gateway's log.
 */
export function handOverSocket(fd: number, [program = "", ...args]: readonly string[], log: Logger): void {
  const stdio: (number | "ignore" | "inherit")[] = ["ignore", "ignore", "inherit", fd]
  const keeper = spawn(program, args, { detached: true, env: BARE_ENV, stdio, cwd: "/" })
  keeper.on("error", (error) => log.error({ err: error }, "the keeper of the socket cannot be started"))
  keeper.unref()
}
