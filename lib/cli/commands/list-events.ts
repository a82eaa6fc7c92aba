import type { Command } from "../command.ts"
import { EVENT_COLUMNS } from "../output/columns.ts"
import { MAX_RESULTS } from "../shared-flags.ts"

const MAX_DEFAULT = 50

export const listEvents: Command = {
  name: "event list",
  summary: `List who changed what, newest first (${MAX_DEFAULT} unless -r says otherwise).`,
  flags: [MAX_RESULTS],
  examples: [{ text: "The last twenty", command: "caudal event list -r 20 -o table" }],
  run: async ({ client, get, print }) => {
    const { listAll } = await import("../list-all.ts")
    const rows = await listAll(client, client.paths.events, { max: get(MAX_RESULTS) ?? MAX_DEFAULT })
    await print(rows, { columns: EVENT_COLUMNS })
    return undefined
  },
}
