import { z } from "zod"

import { ROLES } from "./actions.ts"
import { authorise } from "./authorise.ts"
import type { Context } from "./context.ts"
import { listMemberRows } from "./queries.ts"
import type { MemberView } from "./schema.ts"

const role = z.enum(ROLES)

/** A page of the workspace's members, by e-mail address. */
export async function listMembers(
  ctx: Context,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: MemberView[]; nextCursor: string | null }> {
  authorise(ctx, "members/read")
  const rows = await listMemberRows(ctx.db, { workspaceId: ctx.workspaceId, limit: limit + 1, after: cursor })
  const items = rows.slice(0, limit).map((row) => ({ ...row, role: role.parse(row.role) }))
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.email.toLowerCase() ?? null) : null }
}
