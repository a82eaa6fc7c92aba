import { expect, test } from "vitest"

import { modelLabel } from "./model-label.ts"

test.each([
  ["azureml:credit:12", "credit@12"],
  ["azureml:d11b4161-4aab-8fee-826b-5fd470576b6b:1", "d11b4161@1"],
  ["something else", "something else"],
])("%s is called %s", (reference, label) => {
  expect(modelLabel(reference)).toBe(label)
})
