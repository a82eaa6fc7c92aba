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

const warned = z.object({ warnings: z.array(z.string()) })

/** Tells what the definition asks for and is not acted on: nobody must believe that it is in force. */
function tellWarnings({ tell }: Pick<CommandContext, "tell">, answer: ApiAnswer): void {
  const found = warned.safeParse(answer.json)
  for (const warning of found.success ? found.data.warnings : []) tell(`warning: ${warning}`)
}

/**
 * Sees a change to its end: tells its warnings, and waits for its operation, or says which one it is with `--no-wait`.
 *
 * @returns whether the change is over (and its result can be shown)
 * @throws CliError when the operation failed
 */
export async function finishChange(
  context: CommandContext,
  answer: ApiAnswer,
  options: { noWait: boolean; subject: ChangeSubject },
): Promise<boolean> {
  tellWarnings(context, answer)
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
