import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"

import { draftErrors } from "./errors.ts"
import type { Owner } from "./queries.ts"

/** The caller as the owner of drafts: with a token, the person whose token it is. */
export function ownerOf({ workspaceId, caller, clock }: Context): Owner {
  return { workspaceId, userId: caller.id, now: new Date(clock.nowMs()) }
}

/** Alike for a draft that does not exist, one that expired and one of somebody else. */
export function draftNotFound(id: string): AppError {
  return new AppError(draftErrors.notFound, `You have no draft "${id}" in this workspace.`, { target: id })
}
