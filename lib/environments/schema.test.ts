import { expect, test } from "vitest"

import { checkLocalSupport } from "./check-local-support.ts"
import { maskSecrets } from "./mask-secrets.ts"
import { environmentSchema, inlineEnvironmentSchema, readCondaFileValue } from "./schema.ts"

const IMAGE = "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:latest"

test.each([
  [{ name: "sk", image: IMAGE, conda_file: "conda.yml" }],
  [{ name: "sk", version: 3, image: IMAGE, conda_file: { dependencies: ["pip"] }, tags: { a: 1 } }],
  [{ $schema: "https://x/environment.schema.json", name: "sk", build: { path: "docker-context" } }],
  [
    {
      name: "tf",
      image: IMAGE,
      inference_config: {
        liveness_route: { path: "/v1/models/m", port: 8501 },
        readiness_route: { path: "/v1/models/m", port: "8501" },
        scoring_route: { path: "/v1/models/m:predict", port: 8501 },
      },
    },
  ],
])("%j is an environment", (value) => {
  expect(environmentSchema.safeParse(value).success).toBe(true)
})

test.each([
  [{ image: IMAGE }, "name"],
  [{ name: "a b", image: IMAGE }, "name"],
  [{ name: "sk" }, "image"],
  [{ name: "sk", image: IMAGE, build: { path: "." } }, "build"],
  [{ name: "sk", conda_file: "c.yml", build: { path: "." } }, "conda_file"],
  [{ name: "sk", build: { path: ".", dockerfile_path: "../Dockerfile" } }, "build"],
  [{ name: "sk", image: IMAGE, os_type: "windows" }, "os_type"],
  [{ name: "sk", image: IMAGE, version: "a/b" }, "version"],
])("%j is refused at `%s`", (value, field) => {
  const issues = environmentSchema.safeParse(value).error?.issues ?? []
  expect(issues.map((issue) => issue.path[0])).toContain(field)
})

test("inside a deployment an environment needs no name", () => {
  expect(inlineEnvironmentSchema.safeParse({ image: IMAGE, conda_file: "./conda.yml" }).success).toBe(true)
})

test("a conda file may be a path, a text or an object", () => {
  expect(readCondaFileValue("./conda.yml")).toEqual({ kind: "path", path: "./conda.yml" })
  expect(readCondaFileValue("dependencies:\n  - pip\n")).toMatchObject({ kind: "text" })
  expect(readCondaFileValue({ dependencies: ["pip"] })).toMatchObject({ kind: "text" })
})

test("on local compute an image beside a conda file is one warning; alone, it and a Dockerfile are refused by name", () => {
  const file = { name: "conda.yml", text: "dependencies: []" }
  const base = { image: null, hasDockerfile: false, dependencyFile: null, filesFolder: null }
  expect(checkLocalSupport({ ...base, image: IMAGE, dependencyFile: file })).toEqual([expect.stringContaining(IMAGE)])
  expect(() => checkLocalSupport({ ...base, image: IMAGE })).toThrow(IMAGE)
  expect(() => checkLocalSupport({ ...base, hasDockerfile: true })).toThrow("Dockerfile")
})

test.each([
  ["https://me:pw@x.example/simple", "https://****@x.example/simple"],
  ["https://me:p@w@x.example", "https://****@x.example"],
  ["a @ git+https://tok@x.example/a@v1", "a @ git+https://****@x.example/a@v1"],
  ["https://x.example/a@v1", "https://x.example/a@v1"],
])("%s is shown as %s", (text, shown) => {
  expect(maskSecrets(text)).toBe(shown)
})
