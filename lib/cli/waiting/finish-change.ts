import { z } from "zod"

import type { ApiAnswer } from "../client/create-client.ts"
import type { CommandContext } from "../command.ts"

import { explainFailure } from "./explain-failure.ts"
import type { ChangeSubject } from "./explain-failure.ts"
import { waitForOperation } from "./wait-for-operation.ts"

const operationHeader = z.string().min(1)

/** The id of the operation that an answer has started; undefined when nothing is left to be done. */
export function operationOf(answer: ApiAnswer): string | undefined {
  const id = operationHeader.safeParse(answer.headers["x-caudal-operation"])
  if (id.success) return id.data
  const location = operationHeader.safeParse(answer.headers["operation-location"])
  return location.success ? location.data.split("?")[0]?.split("/").at(-1) : undefined
}

/**
 * Sees a change to its end: waits for its operation, or says which one it is with `--no-wait`.
 *
 * @returns whether the change is over (and its result can be shown)
 * @throws CliError when the operation failed
 */
export async function finishChange(
  context: CommandContext,
  answer: ApiAnswer,
  options: { noWait: boolean; subject: ChangeSubject },
): Promise<boolean> {
  const id = operationOf(answer)
  if (id === undefined) return true
  if (options.noWait) {
    context.tell(`accepted as operation ${id}; \`caudal operation wait -n ${id}\` waits for it`)
    return false
  }
  const operation = await waitForOperation(context, id)
  if (operation.status === "Succeeded") return true
  throw await explainFailure(context, operation, options.subject)
}
