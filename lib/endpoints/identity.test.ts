import { expect, test } from "vitest"

import { isSameIdentity, warnIdentity } from "./identity.ts"
import { endpointIdentity } from "./schema.ts"

const user = (...ids: unknown[]) =>
  endpointIdentity.parse({ type: "User_Assigned", user_assigned_identities: ids, principal_id: String(ids.length) })
const system = endpointIdentity.parse({})

test.each([
  ["none and the system's", null, system, true],
  ["one id as text and as a map", user("/subscriptions/1/a"), user({ resource_id: "/Subscriptions/1/A" }), true],
  ["ids in another order, one twice", user("a", "b"), user("b", "a", "b"), true],
  ["the system's and a user's", system, user("a"), false],
  ["two users'", user("a"), user("b"), false],
])("which identities are one: %s", (_what, one, other, isSame) => {
  expect(isSameIdentity(one, other)).toBe(isSame)
  expect(isSameIdentity(other, one)).toBe(isSame)
})

test("only a user-assigned identity is warned about", () => {
  expect([null, system].map(warnIdentity)).toEqual([null, null])
  expect(warnIdentity(user("a"))).toMatch(/^identity is kept, but instances do not get it/)
})
