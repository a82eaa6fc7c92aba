import { pagePaths } from "#lib/urls/contract.ts"

import type { CommandContext } from "./command.ts"
import { WEB } from "./shared-flags.ts"

/** Tells where a deployment's page is, for `--web`: a command may run where no browser is, so none is opened. */
export function tellPage(
  { get, settings, tell }: Pick<CommandContext, "get" | "settings" | "tell">,
  { endpoint, name }: { endpoint: string; name: string },
): void {
  if (get(WEB)) tell(`its page: ${settings.url}${pagePaths.deployment(settings.workspace, endpoint, name)}`)
}
