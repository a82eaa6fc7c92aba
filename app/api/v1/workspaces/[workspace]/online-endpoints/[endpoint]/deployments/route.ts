import { onlineDeploymentView } from "#lib/deployments/contract.ts"
import { listDeployments } from "#lib/deployments/index.ts"
import { okPage, pageOf, pageQuery, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.deployments,
  summary: "List the deployments of an endpoint by name",
  action: "deployments/read",
  query: pageQuery,
  response: pageOf(onlineDeploymentView),
  run: async ({ ctx, params, query }) => okPage(await listDeployments(ctx, params.endpoint, query)),
})
