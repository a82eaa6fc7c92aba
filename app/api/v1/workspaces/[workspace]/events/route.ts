import { numberedPageQuery, okPage, pageOf, route } from "#lib/http/index.ts"
import { eventView } from "#lib/operations/contract.ts"
import { listEvents } from "#lib/operations/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.events,
  summary: "List what happened, newest first",
  action: "events/read",
  query: numberedPageQuery(15),
  response: pageOf(eventView),
  run: async ({ ctx, query }) => okPage(await listEvents(ctx, query)),
})
