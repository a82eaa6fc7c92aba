import { collectGarbage } from "#lib/assets/index.ts"
import { transaction } from "#lib/storage/index.ts"

import type { ControllerDeps } from "./ports.ts"
import { foldCounters, forgetDrafts, forgetGateways, forgetInstances, purgeDeleted } from "./purge-queries.ts"

const HOUR_MS = 3600 * 1000
const ENDED_INSTANCES_KEPT_MS = 24 * HOUR_MS

/**
 * Takes away what nobody can ask for any more: rows of endpoints and deployments whose seven days are over, assets that
 * nothing names, drafts that expired, old ended instances, gateways that never came back and their own counts.
 *
 * @param nowMs the time that counts as now.
 */
export async function purge({ db, home }: Pick<ControllerDeps, "db" | "home">, nowMs: number): Promise<void> {
  await transaction(db, async (tx) => {
    await purgeDeleted(tx, new Date(nowMs))
    await forgetDrafts(tx, new Date(nowMs))
    await forgetInstances(tx, new Date(nowMs - ENDED_INSTANCES_KEPT_MS))
    // Before gateways are forgotten: one that is only slow to come back has its row again by the next purge.
    await foldCounters(tx)
    await forgetGateways(tx, new Date(nowMs - HOUR_MS))
  })
  await collectGarbage(db, home, nowMs)
}
