import { choiceFlag } from "../args/index.ts"
import type { Command } from "../command.ts"
import { NAME, NO_WAIT } from "../shared-flags.ts"

const KEY_TYPE = choiceFlag("--key-type", ["primary", "secondary"], { help: "Which key. Default: primary." })

export const regenerateKeys: Command = {
  name: "online-endpoint regenerate-keys",
  summary: "Replace one of an endpoint's keys; the old one stops at once.",
  flags: [NAME, KEY_TYPE, NO_WAIT],
  examples: [
    { text: "The second key", command: "caudal online-endpoint regenerate-keys -n diabetes --key-type secondary" },
  ],
  run: async (context) => {
    const { client, get } = context
    const { finishChange } = await import("../waiting/finish-change.ts")
    const name = get(NAME)
    const answer = await client.send("POST", client.paths.regenerateKeys(name), {
      json: { key_type: get(KEY_TYPE) ?? "primary" },
    })
    const isOver = await finishChange(context, answer, { noWait: get(NO_WAIT), subject: { endpoint: name } })
    if (isOver) await context.print((await client.send("GET", client.paths.keys(name))).json)
    return undefined
  },
}
