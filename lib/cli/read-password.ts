import { switchFlag } from "./args/index.ts"
import type { CommandContext } from "./command.ts"
import { UsageError } from "./errors.ts"

/** Of commands that need a password. There is no flag for the password itself: every process sees a command line. */
export const PASSWORD_STDIN = switchFlag("--password-stdin", { help: "Read the password from standard input." })

/** A password from standard input, else asked for on the terminal. @throws UsageError when there is none to ask on */
export async function readPassword({ get, terminal }: CommandContext, question: string): Promise<string> {
  if (get(PASSWORD_STDIN)) return (await terminal.readInput()).replace(/\r?\n$/, "")
  if (terminal.isInTty) return await terminal.ask(question, { secret: true })
  throw new UsageError("there is no terminal to ask for the password on; use --password-stdin")
}
