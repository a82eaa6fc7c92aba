import { expect, test } from "vitest"

import { ACTIONS, ROLE_ACTIONS } from "./actions.ts"
import { ATTEMPT_WINDOW_MS, ATTEMPTS_MAX, createAttemptLimiter } from "./attempt-limiter.ts"
import { hashPassword } from "./hash-password.ts"
import { loginInput, workspaceName } from "./schema.ts"
import { verifyPassword } from "./verify-password.ts"
import { allowedActions, roleOf } from "./workspace-role.ts"

test("a password opens its own hash and no other does, however the hash was damaged", async () => {
  const stored = await hashPassword("contraseña larga")
  expect(stored).not.toContain("contrase")
  expect(await verifyPassword(stored, "contraseña larga")).toBe(true)
  expect(await verifyPassword(stored, "contrasena larga")).toBe(false)
  for (const broken of [null, "", "scrypt$1$2", "scrypt$a$8$1$x$y"])
    expect(await verifyPassword(broken, "x")).toBe(false)
  expect(await hashPassword("same")).not.toBe(await hashPassword("same"))
}, 60_000)

test("attempts are counted per key, forgotten after the window and after success", () => {
  const limiter = createAttemptLimiter()
  for (let i = 0; i < ATTEMPTS_MAX; i++) expect(limiter.take("a", 0)).toBe(true)
  expect(limiter.take("a", 1)).toBe(false)
  expect(limiter.take("b", 1)).toBe(true)
  expect(limiter.take("a", ATTEMPT_WINDOW_MS)).toBe(true)
  for (let i = 1; i < ATTEMPTS_MAX; i++) limiter.take("a", ATTEMPT_WINDOW_MS)
  limiter.succeed("a")
  expect(limiter.take("a", ATTEMPT_WINDOW_MS)).toBe(true)
})

test("a million strangers do not fill the memory and the newest are still limited", () => {
  const limiter = createAttemptLimiter()
  for (let i = 0; i < 50_000; i++) limiter.take(`stranger ${i}`, 0)
  for (let i = 1; i < ATTEMPTS_MAX; i++) limiter.take("stranger 49999", 0)
  expect(limiter.take("stranger 49999", 0)).toBe(false)
})

test("roles grow: what a Viewer may, an Operator may, and an Admin may everything", () => {
  const { Viewer, Operator, Admin } = ROLE_ACTIONS
  expect([...Viewer].every((action) => Operator.has(action))).toBe(true)
  expect([...Operator].every((action) => Admin.has(action))).toBe(true)
  expect(Admin.size).toBe(ACTIONS.length)
  expect([...Viewer].filter((action) => !action.endsWith("/read"))).toEqual([])
})

test("a token never adds to the role of its owner", () => {
  const identity = { userId: "u", email: "e", name: "", isOwner: false, sessionId: null }
  const limits = {
    id: "t",
    name: "t",
    workspaceId: null,
    actions: new Set(["endpoints/read", "members/write"] as const),
  }
  expect([...allowedActions({ ...identity, token: limits }, "Viewer")]).toEqual(["endpoints/read"])
  expect(allowedActions({ ...identity, token: null }, "Viewer")).toBe(ROLE_ACTIONS.Viewer)
})

test("owners are Admin everywhere; a role that is not known is none", () => {
  expect(roleOf(true, null)).toBe("Admin")
  expect(roleOf(false, "Operator")).toBe("Operator")
  expect(roleOf(false, "root")).toBeNull()
  expect(roleOf(false, null)).toBeNull()
})

test("e-mail addresses are compared in lower case, and names of workspaces are plain", () => {
  expect(loginInput.parse({ email: " Ana@Example.COM ", password: "x" }).email).toBe("ana@example.com")
  for (const wrong of ["a", "-ab", "a b", "a/b", "a--b", "..", "x".repeat(65)]) {
    expect(workspaceName.safeParse(wrong).success).toBe(false)
  }
})
