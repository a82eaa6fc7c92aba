import type { CommandContext } from "./command.ts"
import { CliError } from "./errors.ts"
import { YES } from "./shared-flags.ts"

/** Asks before something is lost, unless `--yes`. @throws CliError when nobody can be asked, or the answer is no */
export async function confirm(context: Pick<CommandContext, "get" | "terminal">, question: string): Promise<void> {
  if (context.get(YES)) return
  if (!context.terminal.isInTty)
    throw new CliError("There is no terminal to ask on. Use --yes to go on without asking.")
  const answer = await context.terminal.ask(`${question} (y/n): `, { secret: false })
  if (!/^y(es)?$/i.test(answer.trim())) throw new CliError("Nothing was changed.")
}
