import { AppError } from "#lib/kernel/errors.ts"

import { describeOrigin } from "./dependencies.ts"
import type { Origin } from "./dependencies.ts"
import { environmentErrors } from "./errors.ts"
import { maskSecrets } from "./mask-secrets.ts"

/** The error for a line that a local build does not do: where it is, what it says, and which rule it breaks. */
export function refuseRequirement(origin: Origin, written: string, rule: string): AppError {
  return new AppError(
    environmentErrors.requirementRefused,
    `${describeOrigin(origin)}: \`${maskSecrets(written)}\` ${rule}`,
    { target: "conda_file.dependencies.pip" },
  )
}
