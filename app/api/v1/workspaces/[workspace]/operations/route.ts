import { okPage, pageOf, pageQuery, route } from "#lib/http/index.ts"
import { operationView } from "#lib/operations/contract.ts"
import { listOperations } from "#lib/operations/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.operations,
  summary: "List operations, newest first",
  action: "operations/read",
  query: pageQuery,
  response: pageOf(operationView),
  run: async ({ ctx, query }) => okPage(await listOperations(ctx, query)),
})
