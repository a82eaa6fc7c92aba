import type { Command } from "../command.ts"
import { OPERATION_COLUMNS } from "../output/columns.ts"
import { MAX_RESULTS } from "../shared-flags.ts"

const MAX_DEFAULT = 50

export const listOperations: Command = {
  name: "operation list",
  summary: `List operations, newest first (${MAX_DEFAULT} unless -r says otherwise).`,
  flags: [MAX_RESULTS],
  examples: [{ text: "The last ten", command: "caudal operation list -r 10 -o table" }],
  run: async ({ client, get, print }) => {
    const { listAll } = await import("../list-all.ts")
    const rows = await listAll(client, client.paths.operations, { max: get(MAX_RESULTS) ?? MAX_DEFAULT })
    await print(rows, { columns: OPERATION_COLUMNS })
    return undefined
  },
}
