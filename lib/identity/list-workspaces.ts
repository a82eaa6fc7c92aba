import type { AccountContext } from "./account.ts"
import { listWorkspaceRows } from "./queries.ts"
import type { WorkspaceView } from "./schema.ts"
import { roleOf } from "./workspace-role.ts"

/** A page of the workspaces that the caller can see, by name. */
export async function listWorkspaces(
  { db, identity }: AccountContext,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: WorkspaceView[]; nextCursor: string | null }> {
  const rows = await listWorkspaceRows(db, {
    userId: identity.userId,
    isOwner: identity.isOwner,
    workspaceId: identity.token?.workspaceId ?? null,
    limit: limit + 1,
    after: cursor,
  })
  const items = rows.slice(0, limit).map(({ workspace, role }) => ({
    id: workspace.id,
    name: workspace.name,
    description: workspace.description,
    role: roleOf(identity.isOwner, role) ?? "Viewer",
    created_at: workspace.createdAt.toISOString(),
  }))
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.name.toLowerCase() ?? null) : null }
}
