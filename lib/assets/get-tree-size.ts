import type { Context } from "#lib/identity/index.ts"

import { getTreeRow } from "./queries.ts"

/** How many bytes the files of a tree have together; 0 for one that this workspace has not brought. */
export async function getTreeSize(ctx: Pick<Context, "db" | "workspaceId">, treeDigest: string): Promise<number> {
  return (await getTreeRow(ctx.db, ctx.workspaceId, treeDigest))?.sizeBytes ?? 0
}
