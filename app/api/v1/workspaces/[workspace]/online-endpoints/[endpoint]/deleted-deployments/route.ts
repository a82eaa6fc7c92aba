import { deletedDeploymentView } from "#lib/deletions/contract.ts"
import { listDeletedDeployments } from "#lib/deletions/index.ts"
import { okPage, pageOf, pageQuery, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.deletedDeployments,
  summary: "List an endpoint's deployments that were deleted in the last seven days and can be restored",
  action: "deployments/read",
  query: pageQuery,
  response: pageOf(deletedDeploymentView),
  run: async ({ ctx, params, query }) => okPage(await listDeletedDeployments(ctx, params.endpoint, query)),
})
