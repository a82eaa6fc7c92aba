/** Who may do what, for servers and pages alike. It stands apart from `lib/identity` so that pages load no schemas for it. */
export { ACTIONS, ROLE_ACTIONS, ROLES } from "./actions.ts"
export type { Action, Role } from "./actions.ts"
