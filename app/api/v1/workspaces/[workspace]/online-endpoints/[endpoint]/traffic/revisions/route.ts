import { numberedPageQuery, okPage, pageOf, route } from "#lib/http/index.ts"
import { trafficRevisionView } from "#lib/traffic/contract.ts"
import { listTrafficRevisions } from "#lib/traffic/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.trafficRevisions,
  summary: "List the splits of an endpoint, newest first",
  action: "endpoints/read",
  query: numberedPageQuery(9),
  response: pageOf(trafficRevisionView),
  run: async ({ ctx, params, query }) => okPage(await listTrafficRevisions(ctx, params.endpoint, query)),
})
