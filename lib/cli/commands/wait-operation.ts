import type { Command } from "../command.ts"
import { OPERATION_ID, OPERATION_WORD, requireOperationId } from "../operation-id.ts"
import { OPERATION_COLUMNS } from "../output/columns.ts"

export const waitOperation: Command = {
  name: "operation wait",
  summary: "Wait until an operation has ended; exit code 1 when it did not succeed.",
  words: [OPERATION_WORD],
  flags: [OPERATION_ID],
  examples: [{ text: "After --no-wait", command: "caudal operation wait -n op_01kq3v8m5ja3ex1zrm9hq2t4" }],
  run: async (context) => {
    const { EXIT } = await import("../errors.ts")
    const { waitForOperation } = await import("../waiting/wait-for-operation.ts")
    const operation = await waitForOperation(context, requireOperationId(context))
    await context.print(operation, { columns: OPERATION_COLUMNS })
    if (operation.status === "Succeeded") return undefined
    context.terminal.err(
      `error: the operation is ${operation.status}: ${operation.error?.message ?? "no reason given"}\n`,
    )
    return EXIT.failed
  },
}
