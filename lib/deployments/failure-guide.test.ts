import { expect, test } from "vitest"

import { environmentErrors } from "#lib/environments/index.ts"

import { failureCodes } from "./errors.ts"
import { failureGuide } from "./failure-guide.ts"

test("every code of a failed deployment has words and something to do", () => {
  for (const { code } of Object.values(failureCodes)) {
    const { topic, fixes } = failureGuide({ code })
    expect(topic, code).not.toBe("unknown")
    expect(fixes.length, code).toBeGreaterThan(0)
  }
})

test("whatever an environment's build ends with is told more precisely than that it failed", () => {
  // A build that is canceled is not a failure: it is begun again when it is needed.
  const { buildCanceled, ...rest } = environmentErrors
  for (const { code: reason } of Object.values(rest)) {
    expect(failureGuide({ code: failureCodes.environmentFailed.code, reason }).topic, reason).not.toBe(
      "environmentFailed",
    )
  }
  expect(failureGuide({ code: failureCodes.environmentFailed.code, reason: buildCanceled.code }).topic).toBe(
    "environmentFailed",
  )
})

test("a code that is not known leaves the server's own message to speak", () => {
  expect(failureGuide({ code: "SomethingNew" })).toEqual({ topic: "unknown", fixes: ["openLog", "retry"] })
})
