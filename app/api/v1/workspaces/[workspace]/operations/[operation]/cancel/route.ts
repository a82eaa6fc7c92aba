import { cancelOperation } from "#lib/deployments/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { operationView } from "#lib/operations/contract.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = route({
  method: "POST",
  path: apiPaths.cancelOperation,
  summary: "Cancel an operation in progress",
  action: "operations/cancel",
  response: operationView,
  run: async ({ ctx, params }) => ok(await cancelOperation(ctx, params.operation)),
})
