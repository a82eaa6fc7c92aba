import { expect, test } from "vitest"

import { describeAsset } from "./describe-asset.ts"

test("a named asset keeps its name and version", () => {
  expect(describeAsset("azureml:diabetes:3")).toEqual({ name: "diabetes", version: "3", isAnonymous: false })
})

test("what nobody named is told by a part of its hash", () => {
  expect(describeAsset("azureml:d11b4161-4aab-8fee-826b-5fd470576b6b:1").name).toBe("d11b4161")
  expect(describeAsset("azureml:CliV2AnonymousEnvironment:5ca60ad56999ae0cb11ded4e3c2ddea3")).toEqual({
    name: "5ca60ad5",
    version: "",
    isAnonymous: true,
  })
})
