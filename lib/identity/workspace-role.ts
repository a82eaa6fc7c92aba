import { z } from "zod"

import { ROLE_ACTIONS, ROLES } from "./actions.ts"
import type { Action, Role } from "./actions.ts"
import type { Identity } from "./account.ts"

const role = z.enum(ROLES)

/** The role of a person in a workspace: an owner is Admin everywhere; null for strangers. */
export function roleOf(isOwner: boolean, membership: string | null): Role | null {
  if (isOwner) return "Admin"
  return role.safeParse(membership).data ?? null
}

/** What the caller may do: the role's actions, cut down to the token's. */
export function allowedActions({ token }: Identity, held: Role): ReadonlySet<Action> {
  const ofRole = ROLE_ACTIONS[held]
  const limit = token?.actions
  return limit ? new Set([...ofRole].filter((action) => limit.has(action))) : ofRole
}
