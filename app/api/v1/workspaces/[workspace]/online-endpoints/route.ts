import { onlineEndpointView } from "#lib/endpoints/contract.ts"
import { listEndpoints } from "#lib/endpoints/index.ts"
import { okPage, pageOf, pageQuery, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.onlineEndpoints,
  summary: "List online endpoints by name",
  action: "endpoints/read",
  query: pageQuery,
  response: pageOf(onlineEndpointView),
  run: async ({ ctx, query }) => okPage(await listEndpoints(ctx, query)),
})
