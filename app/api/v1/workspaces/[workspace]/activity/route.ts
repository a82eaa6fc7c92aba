import { okPage, pageOf, route } from "#lib/http/index.ts"
import { activityQuery, activityView } from "#lib/operations/contract.ts"
import { listActivity } from "#lib/operations/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.activity,
  summary: "List changes, newest first, each with how it ended",
  action: "events/read",
  query: activityQuery,
  response: pageOf(activityView),
  run: async ({ ctx, query }) => okPage(await listActivity(ctx, query)),
})
