import { regenerateKeyInput } from "#lib/endpoints/contract.ts"
import { regenerateEndpointKey } from "#lib/endpoints/index.ts"
import { route } from "#lib/http/index.ts"
import { operationView } from "#lib/operations/contract.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = route({
  method: "POST",
  path: apiPaths.regenerateEndpointKey,
  summary: "Replace one key of an endpoint",
  action: "endpoints/regenerateKeys",
  body: regenerateKeyInput,
  response: operationView,
  statuses: [200, 202],
  long: {},
  run: async ({ ctx, params, body }) => await regenerateEndpointKey(ctx, params.endpoint, body.key_type),
})
