import type { Command } from "../command.ts"
import { DELETED_COLUMNS, DEPLOYMENT_COLUMNS } from "../output/columns.ts"
import { DELETED, ENDPOINT, LOCAL, MAX_RESULTS } from "../shared-flags.ts"

export const listOnlineDeployments: Command = {
  name: "online-deployment list",
  summary: "List the deployments of an endpoint.",
  flags: [ENDPOINT, DELETED, MAX_RESULTS, LOCAL],
  examples: [{ text: "As a table", command: "caudal online-deployment list -e diabetes -o table" }],
  run: async (context) => {
    const { client, get } = context
    const { listAll } = await import("../list-all.ts")
    const { refuseLocal } = await import("../refuse-local.ts")
    const { requireEndpoint } = await import("../require-endpoint.ts")
    refuseLocal(context)
    const endpoint = requireEndpoint(context)
    const path = get(DELETED) ? client.paths.deletedDeployments(endpoint) : client.paths.deployments(endpoint)
    const rows = await listAll(client, path, { max: get(MAX_RESULTS) })
    await context.print(rows, { columns: get(DELETED) ? DELETED_COLUMNS : DEPLOYMENT_COLUMNS })
    return undefined
  },
}
