import type { ApiQuery, Page } from "#components/data/api-query.ts"
import { withQuery } from "#components/data/api-query.ts"
import type { DeletedEndpointView } from "#lib/deletions/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

const ROWS = 100

/** What can be restored, the last deleted first. */
export function deletedEndpointsQuery(workspace: string): ApiQuery<Page<DeletedEndpointView>> {
  return { path: withQuery(fillPath(apiPaths.deletedEndpoints, { workspace }), { limit: ROWS }) }
}
