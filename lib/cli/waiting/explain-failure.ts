import { z } from "zod"

import { deploymentFailure } from "#lib/deployments/contract.ts"
import type { OperationView } from "#lib/operations/contract.ts"

import type { CommandContext } from "../command.ts"
import { CliError } from "../errors.ts"

const LOG_LINES = 20

const failedDeployment = z.object({ failure: deploymentFailure.nullable() })

/** Which resource a change is about, for messages. */
export interface ChangeSubject {
  readonly endpoint: string
  readonly deployment?: string
}

async function readFailure(context: Pick<CommandContext, "client">, subject: ChangeSubject) {
  if (subject.deployment === undefined) return null
  const { client } = context
  const path = client.paths.deployment(subject.endpoint, subject.deployment)
  // Without it the operation's own error is shown, which is enough.
  const answer = await client.send("GET", path).catch(() => undefined)
  return failedDeployment.safeParse(answer?.json).data?.failure ?? null
}

/** The error to show for an operation that failed or was canceled: cause, phase, log lines, and what to do next. */
export async function explainFailure(
  context: Pick<CommandContext, "client">,
  operation: OperationView,
  subject: ChangeSubject,
): Promise<CliError> {
  const { status, error, target } = operation
  const what = `${target.type} ${target.name}`
  if (status === "Canceled") {
    return new CliError(`The change of ${what} was canceled${error === null ? "." : `: ${error.message}`}`)
  }
  const failure = operation.kind === "deployment.delete" ? null : await readFailure(context, subject)
  const code = failure?.code ?? error?.code ?? "unknown"
  const message = failure?.message ?? error?.message ?? "the server gave no reason"
  const phase = failure === null ? "" : ` in phase ${failure.phase}`
  const log = failure?.log.slice(-LOG_LINES) ?? []
  const container = failure?.phase === "environment" ? " --container storage-initializer" : ""
  const logs = `caudal online-deployment get-logs -e ${subject.endpoint} -n ${subject.deployment}${container} --lines 100`
  return new CliError(`The change of ${what} failed${phase} (${code}).`, {
    lines: [
      ...message.split("\n"),
      ...(log.length === 0 ? [] : ["", "last log lines:", ...log.map((line) => `  ${line}`)]),
    ],
    ...(subject.deployment === undefined ? {} : { next: logs }),
  })
}
