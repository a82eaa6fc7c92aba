import { expect, test } from "vitest"

import { anonymousName } from "./anonymous-name.ts"
import { formatTreeReference, parseAssetReference, parseTreeReference } from "./references.ts"

const DIGEST = "0123456789abcdef".repeat(4)

test.each([
  [`caudal://trees/${DIGEST}/model/`, { treeDigest: DIGEST, pathKind: "folder", pathName: "model" }],
  [`caudal://trees/${DIGEST}/model.pkl`, { treeDigest: DIGEST, pathKind: "file", pathName: "model.pkl" }],
  [`caudal://trees/${DIGEST}/a%20b #1.pkl`, { treeDigest: DIGEST, pathKind: "file", pathName: "a%20b #1.pkl" }],
])("%s is read and written back the same", (text, reference) => {
  expect(parseTreeReference(text)).toEqual(reference)
  expect(formatTreeReference(parseTreeReference(text))).toBe(text)
})

test.each([
  `caudal://trees/${DIGEST}/../`,
  `caudal://trees/${DIGEST}/..`,
  `caudal://trees/${DIGEST}/a/b`,
  `caudal://trees/${DIGEST}/`,
  `caudal://trees/${DIGEST}/nul`,
  `caudal://trees/${DIGEST}/a\nb`,
  `caudal://trees/${DIGEST.toUpperCase()}/x`,
  `caudal://trees/${DIGEST.slice(1)}/x`,
  "azureml://datastores/d/paths/p",
  "./model",
])("the path %s is refused with the rule", (text) => {
  expect(() => parseTreeReference(text)).toThrow(expect.objectContaining({ code: "assets.path_invalid" }))
})

test("references to assets are read, with null for the newest version", () => {
  expect(parseAssetReference("azureml:iris:3", "model")).toEqual({ name: "iris", version: "3" })
  expect(parseAssetReference("azureml:iris@latest", "model")).toEqual({ name: "iris", version: null })
})

test.each([
  "iris:3",
  "azureml:iris",
  "azureml:iris@newest",
  "azureml:a/b:1",
  "azureml:..:1",
  `azureml:${"x".repeat(256)}:1`,
])("the reference %s is refused", (text) => {
  expect(() => parseAssetReference(text, "model")).toThrow(
    expect.objectContaining({ code: "assets.reference_invalid", target: "model" }),
  )
})

test("an anonymous name is a GUID that depends on the contents alone", () => {
  expect(anonymousName({ a: 1, b: 2 })).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(anonymousName({ a: 1, b: 2 })).toBe(anonymousName({ b: 2, a: 1 }))
  expect(anonymousName({ a: 1, b: 2 })).not.toBe(anonymousName({ a: 1, b: 3 }))
})
