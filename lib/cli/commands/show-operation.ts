import type { Command } from "../command.ts"
import { OPERATION_ID, OPERATION_WORD, requireOperationId } from "../operation-id.ts"
import { OPERATION_COLUMNS } from "../output/columns.ts"

export const showOperation: Command = {
  name: "operation show",
  summary: "Show an operation: its state, phase and error.",
  words: [OPERATION_WORD],
  flags: [OPERATION_ID],
  examples: [{ text: "One", command: "caudal operation show -n op_01kq3v8m5ja3ex1zrm9hq2t4" }],
  run: async (context) => {
    const { client, print } = context
    const answer = await client.send("GET", client.paths.operation(requireOperationId(context)))
    await print(answer.json, { columns: OPERATION_COLUMNS })
    return undefined
  },
}
