import { CliError, EXIT } from "./errors.ts"
import type { Terminal } from "./terminal.ts"

/** Shows an error on stderr and answers the exit code. Only an error that nobody expected shows its stack. */
export function reportError(error: unknown, terminal: Terminal, options: { isDebug: boolean }): number {
  const bold = terminal.isErrTty ? ["\u001B[31m", "\u001B[0m"] : ["", ""]
  if (!(error instanceof CliError)) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    terminal.err(`${bold[0]}error:${bold[1]} caudal failed in a way it did not expect.\n${text}\n`)
    return EXIT.failed
  }
  terminal.err(`${bold[0]}error:${bold[1]} ${error.message}\n`)
  for (const line of error.lines) terminal.err(line === "" ? "\n" : `  ${line}\n`)
  if (error.next !== undefined) terminal.err(`next: ${error.next}\n`)
  if (options.isDebug && error.cause instanceof Error) terminal.err(`${error.cause.stack ?? error.cause.message}\n`)
  return error.exitCode
}
