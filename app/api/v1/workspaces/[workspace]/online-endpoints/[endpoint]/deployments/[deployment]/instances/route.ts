import { instanceHistoryView } from "#lib/deployments/contract.ts"
import { listInstances } from "#lib/deployments/index.ts"
import { okPage, pageOf, pageQuery, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.deploymentInstances,
  summary: "List a deployment's instances, newest first, those that have ended included",
  action: "deployments/read",
  query: pageQuery,
  response: pageOf(instanceHistoryView),
  run: async ({ ctx, params, query }) => okPage(await listInstances(ctx, params, query)),
})
