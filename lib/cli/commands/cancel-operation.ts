import type { Command } from "../command.ts"
import { OPERATION_ID, OPERATION_WORD, requireOperationId } from "../operation-id.ts"
import { OPERATION_COLUMNS } from "../output/columns.ts"

export const cancelOperation: Command = {
  name: "operation cancel",
  summary: "Stop an operation that is in progress.",
  words: [OPERATION_WORD],
  flags: [OPERATION_ID],
  examples: [{ text: "One", command: "caudal operation cancel -n op_01kq3v8m5ja3ex1zrm9hq2t4" }],
  run: async (context) => {
    const { client, print } = context
    const answer = await client.send("POST", client.paths.cancelOperation(requireOperationId(context)))
    await print(answer.json, { columns: OPERATION_COLUMNS })
    return undefined
  },
}
