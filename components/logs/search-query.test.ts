import { expect, test } from "vitest"

import { parseSearch } from "./search-query.ts"

const LINES = ["Loaded model blue", "loaded model green", "GET /score 200", "a (b) c"]
const found = (query: string) => LINES.filter((line) => parseSearch(query).matches(line))

test("words are found in any case and must all be there", () => {
  expect(found("LOADED blue")).toEqual(["Loaded model blue"])
  expect(found("(b)")).toEqual(["a (b) c"])
})

test("phrases, exclusions and patterns", () => {
  expect(found('"model g"')).toEqual(["loaded model green"])
  expect(found("model -green")).toEqual(["Loaded model blue"])
  expect(found("-model")).toEqual(["GET /score 200", "a (b) c"])
  expect(found(String.raw`/\d{3}$/`)).toEqual(["GET /score 200"])
  expect(found("/^LOADED/i")).toHaveLength(2)
  expect(found("/^LOADED/")).toHaveLength(0)
})

test("a path is text, and a pattern that is none is told and searched as text", () => {
  expect(found("/score")).toEqual(["GET /score 200"])
  expect(parseSearch("/(/").badPattern).toBe("/(/")
  expect(parseSearch("/(/").matches("see /(/ there")).toBe(true)
})

test("what is half typed narrows nothing", () => {
  expect(parseSearch("-").isEmpty).toBe(true)
  expect(parseSearch('"').isEmpty).toBe(true)
  expect(parseSearch("  ").isEmpty).toBe(true)
})

test("marks are in order and do not overlap", () => {
  expect(parseSearch("model del /d/").find("loaded model")).toEqual([
    [3, 4],
    [5, 6],
    [7, 12],
  ])
})
