import { expect, test } from "vitest"

import { parseArgs } from "../args/index.ts"
import { ADD, FORCE_STRING, REMOVE, SET } from "../shared-flags.ts"

import { applyEdits } from "./apply-edits.ts"
import { parseSetValue } from "./parse-set-value.ts"
import { getAt, parseSetPath } from "./set-path.ts"

function edit(value: unknown, line: readonly string[]): unknown {
  return applyEdits(value, parseArgs(line, [SET, ADD, REMOVE, FORCE_STRING]).uses)
}

test.each([
  ["name", ["name"]],
  ["a.b.c", ["a", "b", "c"]],
  ["a.b[0].c", ["a", "b", 0, "c"]],
  ["a[-1]", ["a", -1]],
  [String.raw`tags.cost\.center`, ["tags", "cost.center"]],
  ["tags[cost.center]", ["tags", "cost.center"]],
  ["tags['cost.center']", ["tags", "cost.center"]],
])("--set path %s", (text, path) => {
  expect(parseSetPath(text)).toEqual(path)
})

test.each(["", ".a", "a..b", "a[", "a.", "a]b["])("--set path '%s' is refused", (text) => {
  expect(() => parseSetPath(text)).toThrow("is not a path")
})

test.each<[string, unknown]>([
  ["2", 2],
  ["-1.5", -1.5],
  ["true", true],
  ["True", true],
  ["None", null],
  ["null", null],
  ["1.10", "1.10"],
  ["007", "007"],
  ["1e3", "1e3"],
  ["", ""],
  ["text with = and spaces", "text with = and spaces"],
  ['{"a": [1]}', { a: [1] }],
  ["{'a': True}", { a: true }],
  ["[1, two]", [1, "two"]],
  ["{not closed", "{not closed"],
  ["azureml:m:1", "azureml:m:1"],
  ['"2"', "2"],
])("--set value %s", (text, value) => {
  expect(parseSetValue(text, { forceString: false })).toEqual(value)
})

test.each<[string[], unknown]>([
  [["--set", "b.c=3", "d=x"], { a: 1, b: { c: 3 }, l: [1, 2], d: "x" }],
  [["--set", "n.m[0].k=1"], { a: 1, b: { c: 2 }, l: [1, 2], n: { m: [{ k: 1 }] } }],
  [["--set", "constructor.k=1"], { a: 1, b: { c: 2 }, l: [1, 2], constructor: { k: 1 } }],
  [["--set", "l[1]=9"], { a: 1, b: { c: 2 }, l: [1, 9] }],
  [["--set", "l[-1]=9"], { a: 1, b: { c: 2 }, l: [1, 9] }],
  [["--set", "l.2=9"], { a: 1, b: { c: 2 }, l: [1, 2, 9] }],
  [["--set", "a=5", "--force-string"], { a: "5", b: { c: 2 }, l: [1, 2] }],
  [["--add", "l", "3"], { a: 1, b: { c: 2 }, l: [1, 2, 3] }],
  [["--add", "l", "k=1", "m=x"], { a: 1, b: { c: 2 }, l: [1, 2, { k: 1, m: "x" }] }],
  [["--add", "new", "x"], { a: 1, b: { c: 2 }, l: [1, 2], new: ["x"] }],
  [["--remove", "b.c"], { a: 1, b: {}, l: [1, 2] }],
  [["--remove", "l", "0"], { a: 1, b: { c: 2 }, l: [2] }],
  [["--remove", "a", "--set", "a=2"], { b: { c: 2 }, l: [1, 2], a: 2 }],
  [["--set", "a=2", "--remove", "a"], { b: { c: 2 }, l: [1, 2] }],
])("edits apply in the order of the line: %j", (line, expected) => {
  const value = { a: 1, b: { c: 2 }, l: [1, 2] }
  expect(edit(value, line)).toEqual(expected)
  expect(value).toEqual({ a: 1, b: { c: 2 }, l: [1, 2] })
})

test.each([
  [["--set", "a.b=1"], "neither a map nor a list"],
  [["--set", "model.path=x"], "it is a reference"],
  [["--set", "l[7]=1"], "is not a place in a list of 2"],
  [["--set", "noequals"], "must be PATH=VALUE"],
  [["--remove", "gone"], "nothing at 'gone'"],
  [["--add", "a", "1"], "is not a list"],
  [["--add", "l"], "needs PATH and what to add"],
])("an edit that cannot be made says why: %j", (line, message) => {
  expect(() => edit({ a: 1, l: [1, 2], model: "azureml:m:1" }, line)).toThrow(message)
})

test("a path named __proto__ changes nothing but the value itself", () => {
  const edited = edit({}, ["--set", "__proto__.polluted=1"])
  expect(getAt({}, ["polluted"])).toBeUndefined()
  expect(JSON.stringify(edited)).toBe('{"__proto__":{"polluted":1}}')
})
