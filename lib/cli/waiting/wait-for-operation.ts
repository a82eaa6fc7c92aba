import { operationView } from "#lib/operations/contract.ts"
import type { OperationView } from "#lib/operations/contract.ts"

import { isPassing } from "../client/is-passing.ts"
import type { CommandContext } from "../command.ts"
import { CliError, EXIT } from "../errors.ts"

import { describeProgress } from "./describe-progress.ts"
import { createLiveLine } from "./live-line.ts"

/** How long one question to the server may wait: short, so that phases are seen as they pass. Seconds. */
const POLL_SECONDS = "1"
/** Questions that may fail in a row, a minute of them: the studio may restart while a change goes on. */
const FAILURES_MAX = 120
const PAUSE_MS = 500

type WaitContext = Pick<CommandContext, "client" | "terminal" | "tell">

function interrupted(id: string): CliError {
  return new CliError("Stopped waiting. The server goes on with the change.", {
    exitCode: EXIT.interrupted,
    next: `caudal operation wait -n ${id}   (or: caudal operation cancel -n ${id})`,
  })
}

async function pause(signal: AbortSignal): Promise<void> {
  const { setTimeout: sleep } = await import("node:timers/promises")
  await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined)
}

/**
 * Waits until an operation has ended, however it ended, and shows its phases meanwhile.
 *
 * @throws CliError with exit code 130 on Ctrl-C, saying that the server goes on
 */
export async function waitForOperation(context: WaitContext, id: string): Promise<OperationView> {
  const { client, terminal, tell } = context
  const stop = new AbortController()
  const release = terminal.onInterrupt(() => stop.abort())
  const line = createLiveLine(terminal, tell)
  let failures = 0
  try {
    for (;;) {
      try {
        const answer = await client.send("GET", client.paths.operation(id), {
          query: { wait: POLL_SECONDS },
          signal: stop.signal,
        })
        const operation = operationView.parse(answer.json)
        if (operation.status !== "InProgress") return operation
        line.show(describeProgress(operation))
        failures = 0
      } catch (error) {
        if (stop.signal.aborted) throw interrupted(id)
        failures += 1
        if (!isPassing(error) || failures >= FAILURES_MAX) throw error
        line.show("no connection to the server, trying again")
        await pause(stop.signal)
      }
    }
  } finally {
    line.stop()
    release()
  }
}
