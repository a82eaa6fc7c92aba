import { textFlag } from "./args/index.ts"
import type { CommandContext } from "./command.ts"
import { UsageError } from "./errors.ts"

export const OPERATION_ID = textFlag("--name", { short: "-n", alias: "--id", help: "Id of the operation: op_..." })
export const OPERATION_WORD = { name: "ID", help: "Id of the operation, in place of -n.", required: false }

/** The operation that a command is about. @throws UsageError */
export function requireOperationId({ get, words }: Pick<CommandContext, "get" | "words">): string {
  const id = get(OPERATION_ID) ?? words[0]
  if (id !== undefined) return id
  throw new UsageError("the following argument is required: --name/-n")
}
