import type { Command } from "../command.ts"
import { DEPLOYMENT_COLUMNS } from "../output/columns.ts"
import { ENDPOINT, LOCAL, MAX_RESULTS } from "../shared-flags.ts"

export const listOnlineDeployments: Command = {
  name: "online-deployment list",
  summary: "List the deployments of an endpoint.",
  flags: [ENDPOINT, MAX_RESULTS, LOCAL],
  examples: [{ text: "As a table", command: "caudal online-deployment list -e diabetes -o table" }],
  run: async (context) => {
    const { client, get } = context
    const { listAll } = await import("../list-all.ts")
    const { refuseLocal } = await import("../refuse-local.ts")
    const { requireEndpoint } = await import("../require-endpoint.ts")
    refuseLocal(context)
    const path = client.paths.deployments(requireEndpoint(context))
    await context.print(await listAll(client, path, { max: get(MAX_RESULTS) }), { columns: DEPLOYMENT_COLUMNS })
    return undefined
  },
}
