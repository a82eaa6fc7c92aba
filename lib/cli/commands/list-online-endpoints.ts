import type { Command } from "../command.ts"
import { DELETED_COLUMNS, ENDPOINT_COLUMNS } from "../output/columns.ts"
import { DELETED, LOCAL, MAX_RESULTS } from "../shared-flags.ts"

export const listOnlineEndpoints: Command = {
  name: "online-endpoint list",
  summary: "List the endpoints of the workspace.",
  flags: [DELETED, MAX_RESULTS, LOCAL],
  examples: [
    { text: "As a table", command: "caudal online-endpoint list -o table" },
    { text: "Names alone", command: 'caudal online-endpoint list --query "[].name" -o tsv' },
    { text: "What can be restored", command: "caudal online-endpoint list --deleted -o table" },
  ],
  run: async (context) => {
    const { listAll } = await import("../list-all.ts")
    const { refuseLocal } = await import("../refuse-local.ts")
    refuseLocal(context)
    const { client, get } = context
    const path = get(DELETED) ? client.paths.deletedEndpoints : client.paths.endpoints
    const rows = await listAll(client, path, { max: get(MAX_RESULTS) })
    await context.print(rows, { columns: get(DELETED) ? DELETED_COLUMNS : ENDPOINT_COLUMNS })
    return undefined
  },
}
