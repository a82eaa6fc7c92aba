import type { CommandContext } from "./command.ts"
import { UsageError } from "./errors.ts"
import { LABEL, VERSION } from "./shared-flags.ts"

/** The version that `-v` or `--label` names; the latest when neither is given. @throws UsageError for both, or a label that is none */
export function chooseVersion({ get }: Pick<CommandContext, "get">): string {
  const version = get(VERSION)
  const label = get(LABEL)
  if (version !== undefined && label !== undefined) throw new UsageError("give --version or --label, not both")
  if (label !== undefined && label !== "latest")
    throw new UsageError(`argument --label: '${label}' is not known; 'latest' is`)
  return version ?? "@latest"
}
