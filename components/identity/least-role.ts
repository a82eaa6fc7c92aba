import type { Role } from "#lib/identity/contract.ts"

import type { RoleActions } from "./viewer.tsx"

const FROM_LEAST = ["Viewer", "Operator", "Admin"] as const satisfies readonly Role[]

/** The least role that may do something; null if none may. */
export function leastRole(roleActions: RoleActions, action: string): Role | null {
  return FROM_LEAST.find((role) => [...roleActions[role]].some((one) => one === action)) ?? null
}
