import { revisionView } from "#lib/deployments/contract.ts"
import { listRevisions } from "#lib/deployments/index.ts"
import { numberedPageQuery, okPage, pageOf, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.deploymentRevisions,
  summary: "List what a deployment was wanted to be, newest first, with what each change changed",
  action: "deployments/read",
  query: numberedPageQuery(9),
  response: pageOf(revisionView),
  run: async ({ ctx, params, query }) => okPage(await listRevisions(ctx, params, query)),
})
