import { endpointKeysView } from "#lib/endpoints/contract.ts"
import { listEndpointKeys } from "#lib/endpoints/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.endpointKeys,
  summary: "Show the keys of an endpoint",
  action: "endpoints/listKeys",
  response: endpointKeysView,
  run: async ({ ctx, params }) => ok(await listEndpointKeys(ctx, params.endpoint)),
})
