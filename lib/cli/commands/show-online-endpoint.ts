import type { Command } from "../command.ts"
import { ENDPOINT_COLUMNS } from "../output/columns.ts"
import { LOCAL, NAME } from "../shared-flags.ts"

export const showOnlineEndpoint: Command = {
  name: "online-endpoint show",
  summary: "Show an endpoint.",
  flags: [NAME, LOCAL],
  examples: [
    { text: "All of it", command: "caudal online-endpoint show -n diabetes" },
    { text: "Its address alone", command: "caudal online-endpoint show -n diabetes --query scoring_uri -o tsv" },
  ],
  run: async (context) => {
    const { client } = context
    const { refuseLocal } = await import("../refuse-local.ts")
    refuseLocal(context)
    const answer = await client.send("GET", client.paths.endpoint(context.get(NAME)))
    await context.print(answer.json, { columns: ENDPOINT_COLUMNS })
    return undefined
  },
}
