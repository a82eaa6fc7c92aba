import { expect, test } from "vitest"

import { checkLocalSupport } from "./check-local-support.ts"

const IMAGE = "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:latest"

test("on local compute an image beside a conda file is one warning; alone, it and a Dockerfile are refused by name", () => {
  const file = { name: "conda.yml", text: "dependencies: []" }
  const base = { image: null, hasDockerfile: false, dependencyFile: null }
  expect(checkLocalSupport({ ...base, image: IMAGE, dependencyFile: file })).toEqual([expect.stringContaining(IMAGE)])
  expect(() => checkLocalSupport({ ...base, image: IMAGE })).toThrow(IMAGE)
  expect(() => checkLocalSupport({ ...base, hasDockerfile: true })).toThrow("Dockerfile")
})
