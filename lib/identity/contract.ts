export { ACTIONS, ROLE_ACTIONS, ROLES } from "./actions.ts"
export type { Action, Role } from "./actions.ts"
export * from "./schema.ts"
