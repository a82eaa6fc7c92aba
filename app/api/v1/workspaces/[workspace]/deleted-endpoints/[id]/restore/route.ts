import { restoreInput } from "#lib/deletions/contract.ts"
import { restoreEndpoint } from "#lib/deletions/index.ts"
import { onlineEndpointView } from "#lib/endpoints/contract.ts"
import { requireEndpointView } from "#lib/endpoints/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { getOperation } from "#lib/operations/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = route({
  method: "POST",
  path: apiPaths.restoreEndpoint,
  summary: "Restore a deleted endpoint with its deployments, keys and traffic",
  action: "endpoints/write",
  body: restoreInput,
  response: onlineEndpointView,
  statuses: [200, 202],
  long: {
    read: async ({ ctx }, operationId) => {
      const { target } = await getOperation(ctx, operationId)
      const view = await requireEndpointView(ctx, target.name)
      return ok(view, { revision: view.revision })
    },
  },
  run: async ({ ctx, params, body }) => await restoreEndpoint(ctx, params.id, body),
})
