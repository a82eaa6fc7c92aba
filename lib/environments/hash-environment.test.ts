import { expect, test } from "vitest"

import { hashEnvironment } from "./hash-environment.ts"
import { readDependencies } from "./read-dependencies.ts"

function hashOf(text: string, change: object = {}) {
  const dependencies = readDependencies({ name: "conda.yml", text })
  return hashEnvironment({
    dependencies,
    python: { version: "3.11.7", executable: "/usr/bin/python3.11" },
    runtimeRequirements: "uvicorn==1",
    platform: "linux-x64",
    indexUrls: [],
    ...change,
  })
}

const BASE =
  "name: a\ndependencies:\n  - python=3.11\n  - pip:\n      - six\n      - --index-url https://me:old@x.example/simple\n"

test.each([
  ["comments and blank lines", `# new\n\n${BASE}`],
  ["the name and the channels", `channels: [conda-forge]\n${BASE.replace("name: a", "name: b")}`],
  ["a rotated password", BASE.replace("old", "new")],
])("%s do not make another environment", (_what, text) => {
  expect(hashOf(text)).toBe(hashOf(BASE))
})

test.each([
  ["another version", BASE.replace("- six", "- six==1")],
  ["another index", BASE.replace("x.example", "y.example")],
  ["a hash", BASE.replace("- six", "- six --hash=sha256:ab")],
])("%s makes another environment", (_what, text) => {
  expect(hashOf(text)).not.toBe(hashOf(BASE))
})

test.each([
  [{ python: { version: "3.11.8", executable: "/usr/bin/python3.11" } }],
  [{ runtimeRequirements: "uvicorn==2" }],
  [{ platform: "linux-arm64" }],
  [{ indexUrls: ["https://z.example/simple"] }],
])("%j makes another environment", (change) => {
  expect(hashOf(BASE, change)).not.toBe(hashOf(BASE))
})
