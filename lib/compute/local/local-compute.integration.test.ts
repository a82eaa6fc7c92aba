import { describe } from "vitest"

import { describeCompute } from "../compute-contract.ts"
import { localUnderTest } from "../fixtures/local-under-test.ts"

describe("local compute, with what this machine gives", () => {
  describeCompute(() => localUnderTest())
})

describe("local compute, without a sandbox and without control groups", () => {
  const machine = { sandbox: { tool: null, reason: "For this test." }, controlGroups: null } as const
  describeCompute(() => localUnderTest({ machine }))
})
