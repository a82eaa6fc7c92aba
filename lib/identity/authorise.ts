import { AppError } from "#lib/kernel/errors.ts"

import type { Action } from "./actions.ts"
import type { Caller } from "./context.ts"
import { identityErrors } from "./errors.ts"

/** Checks that the caller may do `action`. Every use-case calls it, however it was reached. @throws identity.forbidden */
export function authorise({ caller }: { caller: Caller }, action: Action): void {
  if (caller.actions.has(action)) return
  throw new AppError(
    identityErrors.forbidden,
    `This needs the action "${action}", which ${caller.name} does not have in this workspace. An admin of the workspace can grant it.`,
    { target: action },
  )
}
