import { findBuiltEnvironment } from "#lib/environments/index.ts"
import { notify } from "#lib/storage/index.ts"

import type { ControllerDeps } from "./ports.ts"
import { listBuilds, listRevisions, saveBuild } from "./queries.ts"
import type { InstanceRow } from "./queries.ts"

/**
 * The folder of the environment that an instance runs in, or null while there is none. One that was built and is gone from
 * the disk, or whose interpreter is, is built again.
 */
export async function findEnvironment(
  { db, home, hostId, log }: ControllerDeps,
  { deploymentId, generation }: InstanceRow,
): Promise<string | null> {
  const [revision] = await listRevisions(db, deploymentId, [generation])
  const hash = revision?.environmentHash ?? null
  const [build] = hash === null ? [] : await listBuilds(db, hostId, [hash])
  if (hash === null || build?.status !== "ready") return null
  const folder = await findBuiltEnvironment(home, hash)
  if (folder === null) {
    log.warn({ environment: hash }, "A built environment is gone from the disk and is built again")
    await saveBuild(db, { hash, hostId, status: "missing" })
    await notify(db, "desired", deploymentId)
  }
  return folder
}
