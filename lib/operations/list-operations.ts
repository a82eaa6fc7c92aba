import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"

import { listEventRows, listOperationRows } from "./queries.ts"
import type { EventView, OperationView } from "./schema.ts"
import { toEventView, toOperationView } from "./view.ts"

interface PageRequest {
  readonly limit: number
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined
  readonly targetId?: string | undefined
}

interface Page<T> {
  readonly items: T[]
  readonly nextCursor: string | null
}

const ofTarget = (targetId: string | undefined) => (targetId === undefined ? {} : { targetId })

/** A page of the workspace's operations, newest first. */
export async function listOperations(
  ctx: Context,
  { limit, cursor, targetId }: PageRequest,
): Promise<Page<OperationView>> {
  authorise(ctx, "operations/read")
  const rows = await listOperationRows(ctx.db, {
    workspaceId: ctx.workspaceId,
    limit: limit + 1,
    ...(cursor === undefined ? {} : { before: cursor }),
    ...ofTarget(targetId),
  })
  const items = rows.slice(0, limit)
  return { items: items.map(toOperationView), nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** A page of the workspace's history, newest first. */
export async function listEvents(ctx: Context, { limit, cursor, targetId }: PageRequest): Promise<Page<EventView>> {
  authorise(ctx, "events/read")
  const before = Number(cursor)
  const rows = await listEventRows(ctx.db, {
    workspaceId: ctx.workspaceId,
    limit: limit + 1,
    ...(Number.isSafeInteger(before) && before > 0 ? { before } : {}),
    ...ofTarget(targetId),
  })
  const items = rows.slice(0, limit)
  return { items: items.map(toEventView), nextCursor: rows.length > limit ? String(items.at(-1)?.id ?? "") : null }
}
