import { okPage, pageOf, route } from "#lib/http/index.ts"
import { requestCountView } from "#lib/traffic/contract.ts"
import { countRequests } from "#lib/traffic/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.endpointRequests,
  summary: "Count answers per deployment and status",
  action: "endpoints/read",
  response: pageOf(requestCountView),
  run: async ({ ctx, params }) => okPage({ items: await countRequests(ctx, params.endpoint), nextCursor: null }),
})
