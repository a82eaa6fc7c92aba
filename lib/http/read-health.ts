import { getHeartbeatAges } from "#lib/identity/index.ts"
import type { Db } from "#lib/storage/index.ts"

import { judgeHealth } from "./health-view.ts"
import type { HealthView } from "./health-view.ts"

/** Which processes are up, as the database sees them. Never fails: a database that does not answer is down. */
export async function readHealth(db: Db): Promise<HealthView> {
  try {
    return judgeHealth(await getHeartbeatAges(db))
  } catch {
    return judgeHealth(null)
  }
}
