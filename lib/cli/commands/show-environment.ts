import type { Command } from "../command.ts"
import { ASSET_COLUMNS } from "../output/columns.ts"
import { LABEL, NAME, VERSION } from "../shared-flags.ts"

export const showEnvironment: Command = {
  name: "environment show",
  summary: "Show one version of an environment; the latest by default.",
  flags: [NAME, VERSION, LABEL],
  examples: [{ text: "A version", command: "caudal environment show -n sklearn -v 2" }],
  run: async (context) => {
    const { client, get } = context
    const { chooseVersion } = await import("../choose-version.ts")
    const path = client.paths.assetVersion("environments", get(NAME), chooseVersion(context))
    await context.print((await client.send("GET", path)).json, { columns: ASSET_COLUMNS })
    return undefined
  },
}
