import { deploymentPreflight, onlineDeploymentInput } from "#lib/deployments/contract.ts"
import { preflightDeployment } from "#lib/deployments/index.ts"
import { preflightQuery } from "#lib/endpoints/contract.ts"
import { ok, route } from "#lib/http/index.ts"
import { thisMachine } from "#lib/kernel/machine.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = route({
  method: "POST",
  path: apiPaths.checkDeployment,
  summary: "See what would come of creating or changing a deployment, without doing it",
  action: "deployments/write",
  query: preflightQuery,
  body: onlineDeploymentInput,
  bodyFromPath: { name: "deployment", endpoint_name: "endpoint" },
  response: deploymentPreflight,
  run: async ({ ctx, query, body, services }) =>
    ok(
      await preflightDeployment(ctx, body, {
        createOnly: query.create_only,
        home: services.home,
        machine: thisMachine(),
        isPythonFallbackAllowed: services.env.CAUDAL_PYTHON_FALLBACK === "1",
      }),
    ),
})
