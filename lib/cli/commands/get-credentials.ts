import type { Command } from "../command.ts"
import { NAME } from "../shared-flags.ts"

export const getCredentials: Command = {
  name: "online-endpoint get-credentials",
  summary: "Show the keys that callers of an endpoint send.",
  flags: [NAME],
  examples: [
    { text: "Both keys", command: "caudal online-endpoint get-credentials -n diabetes" },
    {
      text: "For a shell variable",
      command: "KEY=$(caudal online-endpoint get-credentials -n diabetes --query primaryKey -o tsv)",
    },
  ],
  run: async ({ client, get, print }) => {
    await print((await client.send("GET", client.paths.keys(get(NAME)))).json)
    return undefined
  },
}
