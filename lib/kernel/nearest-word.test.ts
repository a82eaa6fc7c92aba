import { expect, test } from "vitest"

import { didYouMean, nearWords } from "./nearest-word.ts"

test("mistyped names lead to those that were meant, the nearest first", () => {
  expect(nearWords("diabetis", ["fraud", "diabetes-2", "diabetes", "traffic-lab"])).toEqual(["diabetes", "diabetes-2"])
  expect(nearWords("Diabtes", ["diabetes"])).toEqual(["diabetes"])
  expect(nearWords("authMode", ["description", "auth_mode"])).toEqual(["auth_mode"])
})

test("what is not alike is not offered, and what is very long is not compared", () => {
  expect(nearWords("churn", ["fraud", "diabetes"])).toEqual([])
  expect(nearWords("zzz", ["tags", "traffic"])).toEqual([])
  expect(nearWords("", ["a"])).toEqual([])
  expect(nearWords("x".repeat(10_000), ["x".repeat(10_000)])).toEqual([])
})

test("a part of a word is enough to offer it", () => {
  expect(didYouMean("crate", ["create", "delete"])).toBe(" Did you mean 'create'?")
  expect(didYouMean("endpoint", ["online-endpoint", "model"])).toBe(" Did you mean 'online-endpoint'?")
  expect(didYouMean("xyz", ["create", "delete"])).toBe("")
})
