import { textFlag } from "../args/index.ts"
import type { Command } from "../command.ts"
import { ASSET_COLUMNS } from "../output/columns.ts"
import { MAX_RESULTS } from "../shared-flags.ts"

const NAME = textFlag("--name", { short: "-n", help: "List the versions of this one, newest first." })

export const listModels: Command = {
  name: "model list",
  summary: "List the models of the workspace, or the versions of one.",
  flags: [NAME, MAX_RESULTS],
  examples: [
    { text: "All", command: "caudal model list -o table" },
    { text: "Versions of one", command: "caudal model list -n diabetes -o table" },
  ],
  run: async ({ client, get, print }) => {
    const { listAll } = await import("../list-all.ts")
    const name = get(NAME)
    const path = name === undefined ? client.paths.assets("models") : client.paths.asset("models", name)
    await print(await listAll(client, path, { max: get(MAX_RESULTS) }), { columns: ASSET_COLUMNS })
    return undefined
  },
}
