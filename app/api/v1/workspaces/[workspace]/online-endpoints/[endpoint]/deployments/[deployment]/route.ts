import { deploymentQuery, onlineDeploymentInput, onlineDeploymentView } from "#lib/deployments/contract.ts"
import { deleteDeployment, putDeployment, requireDeploymentView } from "#lib/deployments/index.ts"
import { ok, route } from "#lib/http/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { operationView } from "#lib/operations/contract.ts"
import { apiPaths } from "#lib/urls/index.ts"

async function show(ctx: Context, { endpoint, deployment }: { endpoint: string; deployment: string }) {
  const view = await requireDeploymentView(ctx, endpoint, deployment)
  return ok(view, { revision: view.revision })
}

export const GET = route({
  method: "GET",
  path: apiPaths.deployment,
  summary: "Show a deployment with its instances",
  action: "deployments/read",
  response: onlineDeploymentView,
  run: async ({ ctx, params }) => await show(ctx, params),
})

export const PUT = route({
  method: "PUT",
  path: apiPaths.deployment,
  summary: "Create a deployment or give it a new revision",
  action: "deployments/write",
  query: deploymentQuery,
  body: onlineDeploymentInput,
  bodyFromPath: { name: "deployment", endpoint_name: "endpoint" },
  guards: ["If-Match", "If-None-Match"],
  response: onlineDeploymentView,
  statuses: [200, 201, 202],
  long: { read: async ({ ctx, params }) => await show(ctx, params) },
  run: async ({ ctx, query, body, preconditions, services }) => {
    const options = { ...preconditions, allTraffic: query.all_traffic, home: services.home }
    const { created, operationId } = await putDeployment(ctx, body, options)
    return { isCreated: created, operationId }
  },
})

export const DELETE = route({
  method: "DELETE",
  path: apiPaths.deployment,
  summary: "Delete a deployment that takes no traffic",
  action: "deployments/delete",
  guards: ["If-Match"],
  response: operationView,
  statuses: [200, 202],
  long: {},
  run: async ({ ctx, params, preconditions }) => await deleteDeployment(ctx, params, preconditions),
})
