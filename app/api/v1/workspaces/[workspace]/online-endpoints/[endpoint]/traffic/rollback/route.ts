import { ok, route } from "#lib/http/index.ts"
import { rollbackInput, trafficView } from "#lib/traffic/contract.ts"
import { getTraffic, rollbackTraffic } from "#lib/traffic/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = route({
  method: "POST",
  path: apiPaths.trafficRollback,
  summary: "Bring an earlier split back",
  action: "traffic/write",
  body: rollbackInput,
  guards: ["If-Match"],
  response: trafficView,
  statuses: [200, 202],
  long: { read: async ({ ctx, params }) => ok(await getTraffic(ctx, params.endpoint)) },
  run: async ({ ctx, params, body, preconditions: { ifMatch } }) => {
    const { operationId, ...view } = await rollbackTraffic(ctx, params.endpoint, { ...body, ifMatch })
    return ok(view, { revision: view.revision, operationId })
  },
})
