import { expect, test } from "vitest"

import { ACTIONS, ROLE_ACTIONS } from "./actions.ts"
import { ATTEMPT_WINDOW_MS, ATTEMPTS_MAX, ATTEMPTS_PER_IP_MAX, createAttemptLimiter } from "./attempt-limiter.ts"
import { hashPassword } from "./hash-password.ts"
import { createHashQueue } from "./hash-queue.ts"
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

const from = (clientIp: string, email = "a@x.org") => ({ email, clientIp })

test("an attempt whose password was never looked at is taken back, for the address and for the IP", () => {
  const limiter = createAttemptLimiter()
  const one = from("1")
  for (let i = 0; i < ATTEMPTS_PER_IP_MAX; i++) {
    expect(limiter.take(one, 0)).toBe(true)
    limiter.release(one)
  }
  expect(limiter.take(one, 0)).toBe(true)
})

test("attempts are counted per address and IP, forgotten after the window and after success", () => {
  const limiter = createAttemptLimiter()
  const one = from("1")
  for (let i = 0; i < ATTEMPTS_MAX; i++) expect(limiter.take(one, 0)).toBe(true)
  expect(limiter.take({ ...one, email: "A@X.org" }, 1)).toBe(false)
  expect(limiter.take(from("2"), 1)).toBe(true)
  expect(limiter.take(one, ATTEMPT_WINDOW_MS)).toBe(true)
  for (let i = 1; i < ATTEMPTS_MAX; i++) limiter.take(one, ATTEMPT_WINDOW_MS)
  limiter.succeed(one)
  expect(limiter.take(one, ATTEMPT_WINDOW_MS)).toBe(true)
})

test("one IP tries so many addresses and no more, and its own right password makes it no room", () => {
  const limiter = createAttemptLimiter()
  for (let i = 0; i < ATTEMPTS_PER_IP_MAX - 1; i++) expect(limiter.take(from("1", `${i}`), 0)).toBe(true)
  for (let i = 0; i < 3; i++) {
    expect(limiter.take(from("1", "own"), 0)).toBe(true)
    limiter.succeed(from("1", "own"))
  }
  expect(limiter.take(from("1", "one more"), 0)).toBe(true)
  expect(limiter.take(from("1", "own"), 1)).toBe(false)
  expect(limiter.take(from("2", "own"), 1)).toBe(true)
  expect(limiter.take(from("1", "own"), ATTEMPT_WINDOW_MS)).toBe(true)
})

test("invented addresses from one IP do not push the count of a victim out", () => {
  const limiter = createAttemptLimiter()
  const attack = from("1", "victim")
  for (let i = 0; i < ATTEMPTS_MAX; i++) limiter.take(attack, 0)
  for (let i = 0; i < 20_000; i++) limiter.take(from("2", `stranger ${i}`), 0)
  expect(limiter.take(attack, 0)).toBe(false)
})

test("a million strangers do not fill the memory and the newest are still limited", () => {
  const limiter = createAttemptLimiter()
  for (let i = 0; i < 50_000; i++) limiter.take(from(`${i}`), 0)
  for (let i = 1; i < ATTEMPTS_MAX; i++) limiter.take(from("49999"), 0)
  expect(limiter.take(from("49999"), 0)).toBe(false)
})

test("two hashes at a time, a few wait for their turn, and more are refused at once", async () => {
  const inTurn = createHashQueue({ atOnce: 2, waiting: 3 })
  const ends: (() => void)[] = []
  let running = 0
  const hash = () =>
    inTurn(async () => {
      running++
      await new Promise<void>((resolve) => ends.push(resolve))
      running--
    })
  const all = Array.from({ length: 5 }, hash)
  await expect(hash()).rejects.toMatchObject({ code: "identity.sign_in_busy", status: 429 })
  for (let done = 0; done < 5; done++) {
    expect(running).toBe(Math.min(2, 5 - done))
    ends.shift()?.()
    await all[done]
  }
  const failing = inTurn(() => Promise.reject(new Error("out of memory")))
  await expect(failing).rejects.toThrow("out of memory")
  const [after] = [hash(), hash()]
  ends.shift()?.()
  await after
})

test("checks of people who exist and who do not wait in one queue, and are refused alike", async () => {
  const stored = await hashPassword("x")
  const checks = Array.from({ length: 30 }, (_, index) => verifyPassword(index % 2 ? null : stored, "x"))
  const outcomes = await Promise.all(checks.map((check) => check.catch((error: unknown) => error)))
  const busy = expect.objectContaining({ code: "identity.sign_in_busy" })
  expect(outcomes).toEqual(Array.from({ length: 30 }, (_, index) => (index < 18 ? index % 2 === 0 : busy)))
}, 60_000)

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
