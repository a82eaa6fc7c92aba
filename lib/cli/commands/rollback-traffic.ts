import { numberFlag, textFlag } from "../args/index.ts"
import type { Command } from "../command.ts"
import { NAME, NO_WAIT } from "../shared-flags.ts"
import { ENDPOINT_COLUMNS } from "../output/columns.ts"

const NUMBER = numberFlag(
  "--number",
  { min: 1, max: 1_000_000_000 },
  { help: "Revision to go back to. Default: the newest with another split than the current." },
)
const REASON = textFlag("--reason", { help: "Why; kept with the new revision." })

export const rollbackTraffic: Command = {
  name: "online-endpoint rollback",
  summary: "Give live requests the shares of an earlier traffic revision.",
  flags: [NAME, NUMBER, REASON, NO_WAIT],
  examples: [
    { text: "Undo the last change", command: "caudal online-endpoint rollback -n diabetes" },
    { text: "Back to a revision", command: "caudal online-endpoint rollback -n diabetes --number 3" },
  ],
  run: async (context) => {
    const { client, get } = context
    const { finishChange } = await import("../waiting/finish-change.ts")
    const name = get(NAME)
    const number = get(NUMBER)
    const reason = get(REASON)
    const json = { ...(number === undefined ? {} : { number }), ...(reason === undefined ? {} : { reason }) }
    const answer = await client.send("POST", client.paths.rollback(name), { json })
    const isOver = await finishChange(context, answer, { noWait: get(NO_WAIT), subject: { endpoint: name } })
    if (isOver)
      await context.print((await client.send("GET", client.paths.endpoint(name))).json, { columns: ENDPOINT_COLUMNS })
    return undefined
  },
}
