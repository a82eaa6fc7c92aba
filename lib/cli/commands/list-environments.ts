import { textFlag } from "../args/index.ts"
import type { Command } from "../command.ts"
import { ASSET_COLUMNS } from "../output/columns.ts"
import { MAX_RESULTS } from "../shared-flags.ts"

const NAME = textFlag("--name", { short: "-n", help: "List the versions of this one, newest first." })

export const listEnvironments: Command = {
  name: "environment list",
  summary: "List the environments of the workspace, or the versions of one.",
  flags: [NAME, MAX_RESULTS],
  examples: [
    { text: "All", command: "caudal environment list -o table" },
    { text: "Versions of one", command: "caudal environment list -n sklearn -o table" },
  ],
  run: async ({ client, get, print }) => {
    const { listAll } = await import("../list-all.ts")
    const name = get(NAME)
    const path = name === undefined ? client.paths.assets("environments") : client.paths.asset("environments", name)
    await print(await listAll(client, path, { max: get(MAX_RESULTS) }), { columns: ASSET_COLUMNS })
    return undefined
  },
}
