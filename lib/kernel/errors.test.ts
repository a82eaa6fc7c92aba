import { expect, test } from "vitest"

import { toErrorEnvelope } from "./errors.ts"

test("a failure that nobody expected tells nothing of itself, and does not claim that nothing was changed", () => {
  const { status, body } = toErrorEnvelope(new Error("password=secret"))
  expect(status).toBe(500)
  expect(body.error).toMatchObject({ code: "internal", details: [] })
  expect(body.error.message).not.toMatch(/secret|nothing was changed/i)
})
