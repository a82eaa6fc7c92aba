import { endpointPreflight, onlineEndpointInput, preflightQuery } from "#lib/endpoints/contract.ts"
import { preflightEndpoint } from "#lib/endpoints/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = route({
  method: "POST",
  path: apiPaths.checkEndpoint,
  summary: "See what would come of creating or changing an online endpoint, without doing it",
  action: "endpoints/write",
  query: preflightQuery,
  body: onlineEndpointInput,
  bodyFromPath: { name: "endpoint" },
  response: endpointPreflight,
  run: async ({ ctx, query, body }) => ok(await preflightEndpoint(ctx, body, { createOnly: query.create_only })),
})
