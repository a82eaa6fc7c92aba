import { deploymentLogsQuery } from "#lib/deployments/contract.ts"
import { readDeploymentLogs } from "#lib/deployments/index.ts"
import { route, streamLines } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.deploymentLogs,
  summary: "Read, and with follow=true go on reading, the log of a deployment",
  action: "logs/read",
  query: deploymentLogsQuery,
  run: async ({ ctx, params, query, request, services }) =>
    await streamLines(request, (signal) =>
      readDeploymentLogs(ctx, params.endpoint, params.deployment, { ...query, signal, home: services.home }),
    ),
})
