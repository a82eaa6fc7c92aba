import type { EndpointIdentity } from "./schema.ts"

/** Which identity it is: its kind, and the user-assigned ones in any order and spelling. What only `show` says is left out. */
function keyOf(identity: EndpointIdentity | null): string {
  const all = identity?.user_assigned_identities ?? []
  const ids = all.map((one) => (typeof one === "string" ? one : one.resource_id).toLowerCase())
  return JSON.stringify([identity?.type ?? "system_assigned", ...new Set(ids.toSorted())])
}

/** Whether two files name one identity. None is the system's, as in Azure. */
export function isSameIdentity(one: EndpointIdentity | null, other: EndpointIdentity | null): boolean {
  return keyOf(one) === keyOf(other)
}

/** What whoever asks for an identity must know; null for the system's, which every endpoint has in Azure unasked. */
export function warnIdentity(identity: EndpointIdentity | null): string | null {
  if (identity?.type !== "user_assigned") return null
  return "identity is kept, but instances do not get it: what the script signs in to needs credentials of its own, for instance in environment_variables."
}
