import type { CommandContext } from "./command.ts"
import { UsageError } from "./errors.ts"
import { ENDPOINT } from "./shared-flags.ts"

/** The endpoint of `-e`, else of `configure --defaults`. @throws UsageError when neither names one */
export function requireEndpoint(context: Pick<CommandContext, "get" | "settings">): string {
  const name = context.get(ENDPOINT) ?? context.settings.config.defaults["endpoint"]
  if (name !== undefined) return name
  throw new UsageError("the following argument is required: --endpoint-name/-e")
}
