import { ok, route, waitOnlyQuery } from "#lib/http/index.ts"
import { operationView } from "#lib/operations/contract.ts"
import { waitForOperation } from "#lib/operations/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.operation,
  summary: "Show an operation, waiting for its end if asked",
  action: "operations/read",
  query: waitOnlyQuery,
  response: operationView,
  run: async ({ ctx, params, query, request }) =>
    ok(await waitForOperation(ctx, params.operation, (query.wait ?? 0) * 1000, request.signal)),
})
