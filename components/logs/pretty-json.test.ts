import { expect, test } from "vitest"

import { prettyJson } from "./pretty-json.ts"

test("JSON at the end of a line is spread out, whatever stands before it", () => {
  expect(prettyJson('I [2] [-] print - {"a": [1]}')).toBe('I [2] [-] print - {\n  "a": [\n    1\n  ]\n}')
  expect(prettyJson('{"a":1}')).toBe('{\n  "a": 1\n}')
  expect(prettyJson("I [2] [-] plain")).toBeNull()
  expect(prettyJson('half {"a": ')).toBeNull()
})
