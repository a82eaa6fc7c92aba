import { ok, route } from "#lib/http/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { trafficInput, trafficView } from "#lib/traffic/contract.ts"
import { getTraffic, setTraffic } from "#lib/traffic/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

async function show(ctx: Context, endpoint: string) {
  const view = await getTraffic(ctx, endpoint)
  return ok(view, { revision: view.revision })
}

export const GET = route({
  method: "GET",
  path: apiPaths.traffic,
  summary: "Show how live requests are split",
  action: "endpoints/read",
  response: trafficView,
  run: async ({ ctx, params }) => await show(ctx, params.endpoint),
})

export const PUT = route({
  method: "PUT",
  path: apiPaths.traffic,
  summary: "Change how live requests are split",
  action: "traffic/write",
  body: trafficInput,
  guards: ["If-Match"],
  response: trafficView,
  statuses: [200, 202],
  long: { read: async ({ ctx, params }) => await show(ctx, params.endpoint) },
  run: async ({ ctx, params, body, preconditions }) => {
    const { operationId, ...view } = await setTraffic(ctx, params.endpoint, { ...body, ifMatch: preconditions.ifMatch })
    return ok(view, { revision: view.revision, operationId })
  },
})
