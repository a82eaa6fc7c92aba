import { removeEnvironment } from "#lib/environments/index.ts"

import type { ControllerDeps } from "./ports.ts"
import { forgetBuild, isEnvironmentUnused, listUnusedEnvironments, noteUsedEnvironments } from "./purge-queries.ts"

/** How long an environment stays after it was last in use: somebody may go back to its revision, or restore its deployment. */
export const UNUSED_ENVIRONMENTS_KEPT_MS = 7 * 24 * 3600 * 1000

/**
 * Removes this host's environments that for a week no live deployment has wanted or served by, and no instance has run from.
 * Needed again, one is built again.
 *
 * @param nowMs the time that counts as now.
 */
export async function collectEnvironments(
  { db, home, hostId, log }: Pick<ControllerDeps, "db" | "home" | "hostId" | "log">,
  nowMs: number,
): Promise<void> {
  await noteUsedEnvironments(db, hostId, new Date(nowMs))
  const before = new Date(nowMs - UNUSED_ENVIRONMENTS_KEPT_MS)
  for (const hash of await listUnusedEnvironments(db, hostId, before)) {
    const forget = async () => {
      if (!(await isEnvironmentUnused(db, hostId, hash, before))) return false
      // First the row: who plans from now on has it built again instead of starting from a folder that goes.
      await forgetBuild(db, hostId, hash)
      return true
    }
    if (await removeEnvironment(home, hash, forget)) log.info({ environment: hash }, "An unused environment is removed")
  }
}
