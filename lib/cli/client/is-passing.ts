import { CliError } from "../errors.ts"

import { ServerError } from "./read-error.ts"

/** A failure that may be over in a moment: no connection, or the server's own. */
export function isPassing(error: unknown): boolean {
  if (error instanceof ServerError) return error.status >= 500 || error.status === 429
  return error instanceof CliError && error.cause !== undefined
}
