import { expect, test } from "vitest"

import { environmentInput } from "./environment-input.ts"

const IMAGE = "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:latest"
const TREE = `caudal://trees/${"0".repeat(64)}/docker-context/`

test.each([
  [{ name: "sk", image: IMAGE, conda_file: "conda.yml" }],
  [{ name: "sk", version: 3, image: IMAGE, conda_file: { dependencies: ["pip"] }, tags: { a: 1 } }],
  [{ $schema: "https://x/environment.schema.json", name: "sk", build: { path: TREE } }],
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
  expect(environmentInput.safeParse(value).success).toBe(true)
})

test.each([
  [{ name: "sk", build: { path: "./docker-context" } }, "build"],
  [{ name: "a b", image: IMAGE }, "name"],
  [{ name: "sk" }, "conda_file"],
  [{ name: "sk", image: IMAGE, build: { path: TREE } }, "build"],
  [{ name: "sk", conda_file: "c.yml", build: { path: TREE } }, "conda_file"],
  [{ name: "sk", build: { path: TREE, dockerfile_path: "../Dockerfile" } }, "build"],
  [{ name: "sk", image: IMAGE, os_type: "windows" }, "os_type"],
  [{ name: "sk", image: IMAGE, version: "a/b" }, "version"],
])("%j is refused at `%s`", (value, field) => {
  const issues = environmentInput.safeParse(value).error?.issues ?? []
  expect(issues.map((issue) => issue.path[0])).toContain(field)
})

test("inside a deployment an environment needs no name", () => {
  expect(environmentInput.safeParse({ image: IMAGE, conda_file: "./conda.yml" }).success).toBe(true)
})
