import { onlineEndpointInput, onlineEndpointView } from "#lib/endpoints/contract.ts"
import { deleteEndpoint, putEndpoint, requireEndpointView } from "#lib/endpoints/index.ts"
import { ok, route } from "#lib/http/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { operationView } from "#lib/operations/contract.ts"
import { apiPaths } from "#lib/urls/index.ts"

async function show(ctx: Context, name: string) {
  const view = await requireEndpointView(ctx, name)
  return ok(view, { revision: view.revision })
}

export const GET = route({
  method: "GET",
  path: apiPaths.onlineEndpoint,
  summary: "Show an online endpoint",
  action: "endpoints/read",
  response: onlineEndpointView,
  run: async ({ ctx, params }) => await show(ctx, params.endpoint),
})

export const PUT = route({
  method: "PUT",
  path: apiPaths.onlineEndpoint,
  summary: "Create or change an online endpoint",
  action: "endpoints/write",
  body: onlineEndpointInput,
  bodyFromPath: { name: "endpoint" },
  guards: ["If-Match", "If-None-Match"],
  response: onlineEndpointView,
  statuses: [200, 201, 202],
  long: { read: async ({ ctx, params }) => await show(ctx, params.endpoint) },
  run: async ({ ctx, body, preconditions }) => {
    const { created, operationId } = await putEndpoint(ctx, body, preconditions)
    return { isCreated: created, operationId }
  },
})

export const DELETE = route({
  method: "DELETE",
  path: apiPaths.onlineEndpoint,
  summary: "Delete an online endpoint and its deployments",
  action: "endpoints/delete",
  guards: ["If-Match"],
  response: operationView,
  statuses: [200, 202],
  long: {},
  run: async ({ ctx, params, preconditions }) => await deleteEndpoint(ctx, params.endpoint, preconditions),
})
