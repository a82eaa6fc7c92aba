export { ACTIONS, ROLE_ACTIONS, ROLES } from "#lib/roles/contract.ts"
export type { Action, Role } from "#lib/roles/contract.ts"
