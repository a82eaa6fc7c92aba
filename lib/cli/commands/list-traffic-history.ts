import type { Command } from "../command.ts"
import { TRAFFIC_COLUMNS } from "../output/columns.ts"
import { MAX_RESULTS, NAME } from "../shared-flags.ts"

export const listTrafficHistory: Command = {
  name: "online-endpoint traffic-history",
  summary: "List an endpoint's traffic revisions, newest first.",
  flags: [NAME, MAX_RESULTS],
  examples: [{ text: "The last five", command: "caudal online-endpoint traffic-history -n diabetes -r 5" }],
  run: async ({ client, get, print }) => {
    const { listAll } = await import("../list-all.ts")
    const rows = await listAll(client, client.paths.trafficRevisions(get(NAME)), { max: get(MAX_RESULTS) })
    await print(rows, { columns: TRAFFIC_COLUMNS })
    return undefined
  },
}
