/** Everything that a person or a token may be allowed to do, one word each. `route()` names the one that it needs. */
export const ACTIONS = [
  "workspaces/read",
  "members/read",
  "members/write",
  "endpoints/read",
  "endpoints/write",
  "endpoints/delete",
  "endpoints/listKeys",
  "endpoints/regenerateKeys",
  "endpoints/score",
  "deployments/read",
  "deployments/write",
  "deployments/delete",
  "traffic/write",
  "logs/read",
  "models/read",
  "models/write",
  "environments/read",
  "environments/write",
  "codes/read",
  "codes/write",
  "uploads/write",
  "operations/read",
  "operations/cancel",
  "events/read",
  "backups/write",
] as const

export type Action = (typeof ACTIONS)[number]

export const ROLES = ["Viewer", "Operator", "Admin"] as const
export type Role = (typeof ROLES)[number]

const VIEWER = [
  "workspaces/read",
  // Who is refused must see whom to ask.
  "members/read",
  "endpoints/read",
  "deployments/read",
  "logs/read",
  "models/read",
  "environments/read",
  "codes/read",
  "operations/read",
  "events/read",
] as const satisfies readonly Action[]

const OPERATOR = [
  ...VIEWER,
  "endpoints/write",
  "endpoints/delete",
  "endpoints/listKeys",
  "endpoints/regenerateKeys",
  "endpoints/score",
  "deployments/write",
  "deployments/delete",
  "traffic/write",
  "models/write",
  "environments/write",
  "codes/write",
  "uploads/write",
  "operations/cancel",
] as const satisfies readonly Action[]

/** A role is a set of actions, nothing more. */
export const ROLE_ACTIONS: Readonly<Record<Role, ReadonlySet<Action>>> = {
  Viewer: new Set(VIEWER),
  Operator: new Set(OPERATOR),
  Admin: new Set(ACTIONS),
}
