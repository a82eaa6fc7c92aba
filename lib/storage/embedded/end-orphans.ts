import { rmSync } from "node:fs"
import path from "node:path"
import { setTimeout as delay } from "node:timers/promises"

import { createLogger } from "#lib/kernel/log.ts"

import type { Place } from "./place.ts"
import { listServerProcesses } from "./list-server-processes.ts"

const log = createLogger("storage.embedded")
const POLL_MS = 20
const POLLS_MAX = 500
const SOCKET_FILES = [".s.PGSQL.5432.lock", ".s.PGSQL.5432"]

/**
 * Ends what a crashed server left behind in the folder `data`. Call it only under the start lock and only when the
 * folder has no live server.
 *
 * A backend that computes does not notice that its server died, and a new server refuses to start beside it. Killing is
 * safe: without their server these processes cannot finish a transaction, and the start recovers from the log.
 */
export async function endOrphans({ data, sockets }: Place): Promise<number> {
  const orphans = listServerProcesses(data)
  for (const pid of orphans) {
    log.warn({ orphan: pid, data }, "ending a process that a crashed PostgreSQL left behind")
    try {
      process.kill(pid, "SIGKILL")
    } catch {
      // It ended by itself.
    }
  }
  for (let poll = 0; poll < POLLS_MAX && listServerProcesses(data).length > 0; poll++) await delay(POLL_MS)
  // PostgreSQL only compares the number in these files with the living. It may be taken by another program by now, or
  // still be there as a zombie where process 1 does not collect them, as in many containers.
  const leftovers = [path.join(data, "postmaster.pid"), ...SOCKET_FILES.map((name) => path.join(sockets, name))]
  for (const file of leftovers) rmSync(file, { force: true })
  return orphans.length
}
