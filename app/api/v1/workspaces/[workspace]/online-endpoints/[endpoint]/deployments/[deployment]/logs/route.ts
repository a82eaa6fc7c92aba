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
  run: async (call) => {
    const { ctx, params, query, services } = call
    return await streamLines(call, (signal) =>
      readDeploymentLogs(ctx, params.endpoint, params.deployment, { ...query, signal, home: services.home }),
    )
  },
})
