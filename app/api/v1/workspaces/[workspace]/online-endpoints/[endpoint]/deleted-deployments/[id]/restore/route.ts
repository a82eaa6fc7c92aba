import { restoreInput } from "#lib/deletions/contract.ts"
import { restoreDeployment } from "#lib/deletions/index.ts"
import { onlineDeploymentView } from "#lib/deployments/contract.ts"
import { requireDeploymentView } from "#lib/deployments/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { getOperation } from "#lib/operations/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = route({
  method: "POST",
  path: apiPaths.restoreDeployment,
  summary: "Restore a deleted deployment, without live traffic",
  action: "deployments/write",
  body: restoreInput,
  response: onlineDeploymentView,
  statuses: [200, 202],
  long: {
    read: async ({ ctx, params }, operationId) => {
      const { target } = await getOperation(ctx, operationId)
      const view = await requireDeploymentView(ctx, params.endpoint, target.name.split("/")[1] ?? "")
      return ok(view, { revision: view.revision })
    },
  },
  run: async ({ ctx, params, body }) => await restoreDeployment(ctx, params, body),
})
