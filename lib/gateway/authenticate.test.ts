import { createHash } from "node:crypto"

import { expect, test } from "vitest"

import { authenticate } from "./authenticate.ts"

const digests = ["first", "second"].map((key) => createHash("sha256").update(key).digest())

test("either key of an endpoint opens it, whatever the scheme's case", () => {
  expect(authenticate("Bearer first", digests)).toBe(true)
  expect(authenticate("bearer second", digests)).toBe(true)
})

test.each([
  undefined,
  "",
  "Bearer",
  "Bearer ",
  "Bearer wrong",
  "Basic first",
  "first",
  "Bearer first second",
  `Bearer ${digests[0]?.toString("hex")}`,
  `Bearer ${"x".repeat(10_000)}`,
])("%j opens nothing", (authorization) => {
  expect(authenticate(authorization, digests)).toBe(false)
})

test("an endpoint without keys is closed to everybody", () => {
  expect(authenticate("Bearer first", [])).toBe(false)
})
