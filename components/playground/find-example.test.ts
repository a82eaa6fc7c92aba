import { expect, test } from "vitest"

import { findExample } from "./find-example.ts"

test("the example of either kind of description is found", () => {
  const ServiceInput = { type: "object", example: { data: [[1, 2]] } }
  const expected = JSON.stringify({ data: [[1, 2]] }, null, 2)
  expect(findExample(JSON.stringify({ swagger: "2.0", definitions: { ServiceInput } }))).toBe(expected)
  expect(findExample(JSON.stringify({ openapi: "3.0", components: { schemas: { ServiceInput } } }))).toBe(expected)
})

test.each(["", "no json", "[]", "{}", '{"definitions":{"ServiceInput":{"example":{}}}}'])(
  "%j has no example",
  (description) => {
    expect(findExample(description)).toBeNull()
  },
)
