import type { Command } from "../command.ts"
import { NAME } from "../shared-flags.ts"

export const showRequests: Command = {
  name: "online-endpoint requests",
  summary: "Show where requests went: counts per deployment and status.",
  flags: [NAME],
  examples: [{ text: "As a table", command: "caudal online-endpoint requests -n diabetes -o table" }],
  run: async ({ client, get, print }) => {
    const { isRecord } = await import("../yaml/is-record.ts")
    const { json } = await client.send("GET", client.paths.requests(get(NAME)))
    await print(isRecord(json) ? json["items"] : json)
    return undefined
  },
}
