import { expect, test } from "vitest"

import { countAnswers } from "./count-answers.ts"

const rows = [
  { deployment: "blue", code: 200, count: 90 },
  { deployment: "green", code: 200, count: 12 },
  { deployment: "green", code: 500, count: 3 },
]

test("answers of one deployment are counted alone, good ones apart", () => {
  expect(countAnswers(rows, "green")).toEqual({
    total: 15,
    good: 12,
    byCode: [
      { code: 200, count: 12 },
      { code: 500, count: 3 },
    ],
  })
  expect(countAnswers(rows, "v7")).toEqual({ total: 0, good: 0, byCode: [] })
})

test("what was answered before a change is not counted as after it", () => {
  const before = [{ deployment: "green", code: 200, count: 10 }]
  expect(countAnswers(rows, "green", before)).toMatchObject({ total: 5, good: 2 })
  expect(countAnswers(rows, "green", rows)).toEqual({ total: 0, good: 0, byCode: [] })
})
