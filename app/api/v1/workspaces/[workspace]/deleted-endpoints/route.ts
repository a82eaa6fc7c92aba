import { deletedEndpointView } from "#lib/deletions/contract.ts"
import { listDeletedEndpoints } from "#lib/deletions/index.ts"
import { okPage, pageOf, pageQuery, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.deletedEndpoints,
  summary: "List endpoints that were deleted in the last seven days and can be restored",
  action: "endpoints/read",
  query: pageQuery,
  response: pageOf(deletedEndpointView),
  run: async ({ ctx, query }) => okPage(await listDeletedEndpoints(ctx, query)),
})
