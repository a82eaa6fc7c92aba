import type { ActivityQuery, ActivityView } from "#lib/operations/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

import type { ApiQuery, Page } from "./api-query.ts"
import { withQuery } from "./api-query.ts"

const ROWS = 50

/** What changes are narrowed to. */
export type ActivityFilter = Partial<Omit<ActivityQuery, "limit" | "cursor">>

/** The workspace's changes, newest first. */
export function activityQuery(
  workspace: string,
  filter: ActivityFilter = {},
  limit = ROWS,
): ApiQuery<Page<ActivityView>> {
  return { path: withQuery(fillPath(apiPaths.activity, { workspace }), { limit, ...filter }) }
}

/** One change, as a list of its own: links name it. */
export function changeQuery(workspace: string, id: number): ApiQuery<Page<ActivityView>> {
  return { path: withQuery(fillPath(apiPaths.activity, { workspace }), { limit: 1, cursor: id + 1 }) }
}
