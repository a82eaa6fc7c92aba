import type { Command } from "../command.ts"
import { ENDPOINT_COLUMNS } from "../output/columns.ts"
import { LOCAL, MAX_RESULTS } from "../shared-flags.ts"

export const listOnlineEndpoints: Command = {
  name: "online-endpoint list",
  summary: "List the endpoints of the workspace.",
  flags: [MAX_RESULTS, LOCAL],
  examples: [
    { text: "As a table", command: "caudal online-endpoint list -o table" },
    { text: "Names alone", command: 'caudal online-endpoint list --query "[].name" -o tsv' },
  ],
  run: async (context) => {
    const { listAll } = await import("../list-all.ts")
    const { refuseLocal } = await import("../refuse-local.ts")
    refuseLocal(context)
    const rows = await listAll(context.client, context.client.paths.endpoints, { max: context.get(MAX_RESULTS) })
    await context.print(rows, { columns: ENDPOINT_COLUMNS })
    return undefined
  },
}
