import type { Home } from "#lib/kernel/home.ts"
import { transaction } from "#lib/storage/index.ts"
import type { Db } from "#lib/storage/index.ts"

import { localBlobStore } from "./blob-store.ts"
import { lockContents } from "./contents-lock.ts"
import { forgetUnusedBlobs } from "./forget-unused-blobs.ts"
import { deleteExpiredUploads, deleteUnusedAnonymous, deleteUnusedTrees } from "./garbage-queries.ts"
import { GARBAGE_AGE_MS } from "./limits.ts"
import { removeUnknownFiles } from "./remove-unknown-files.ts"

/** How much of each the collector took away. */
export interface Collected {
  readonly uploads: number
  readonly anonymousAssets: number
  readonly trees: number
  readonly blobs: number
  readonly blobFiles: number
  readonly treeFolders: number
}

/**
 * Takes away what nothing refers to and is older than `GARBAGE_AGE_MS`: expired uploads, anonymous assets of purged
 * deployments, then trees, then contents, then files without a row. References are the rows of models, codes and
 * environments, the revisions of deployments that are not purged, open uploads, and drafts that have not expired. It may
 * be ended anywhere and run again; two at once do no harm.
 *
 * @param nowMs the time that counts as now.
 */
export async function collectGarbage(db: Db, home: Home, nowMs: number): Promise<Collected> {
  const now = new Date(nowMs)
  const before = new Date(nowMs - GARBAGE_AGE_MS)
  const rows = await transaction(db, async (tx) => {
    await lockContents(tx)
    return {
      uploads: (await deleteExpiredUploads(tx, now)).length,
      anonymousAssets: await deleteUnusedAnonymous(tx, before),
      trees: await deleteUnusedTrees(tx, { before, now }),
    }
  })
  const blobs = await forgetUnusedBlobs(db, localBlobStore(home), before)
  return { ...rows, blobs, ...(await removeUnknownFiles(db, home, before)) }
}
