import { expect, test } from "vitest"

import { summariseRuns } from "./summarise-runs.ts"

test("a series is summed up by nearest rank, with who answered", () => {
  const answers = Array.from({ length: 20 }, (_, index) => ({
    status: index === 19 ? 503 : 200,
    durationMs: 20 - index,
    deployment: index === 19 ? null : index % 4 === 0 ? "green" : "blue",
  }))
  expect(summariseRuns(answers)).toEqual({
    count: 20,
    failed: 1,
    p50Ms: 10,
    p95Ms: 19,
    maxMs: 20,
    byDeployment: [
      { deployment: "blue", count: 14 },
      { deployment: "green", count: 5 },
      { deployment: null, count: 1 },
    ],
  })
  expect(summariseRuns([])).toBeNull()
  expect(summariseRuns(answers.slice(0, 1))).toMatchObject({ p50Ms: 20, p95Ms: 20 })
})
