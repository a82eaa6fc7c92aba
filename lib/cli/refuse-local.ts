import type { CommandContext } from "./command.ts"
import { UsageError } from "./errors.ts"
import { LOCAL, VSCODE_DEBUG } from "./shared-flags.ts"

/** `az`'s local endpoints need no mode of their own here. @throws UsageError when one of their flags was used */
export function refuseLocal({ uses }: Pick<CommandContext, "uses">): void {
  if (uses.some((use) => use.flag === LOCAL)) {
    throw new UsageError(
      "--local is not available: Caudal already runs the deployment on its own machine, with traffic, keys and probes. Leave the flag out.",
    )
  }
  if (uses.some((use) => use.flag === VSCODE_DEBUG)) {
    throw new UsageError(
      "--vscode-debug is not available: no editor can be attached to an instance. Leave the flag out.",
    )
  }
}
