import { expect, test } from "vitest"

import { explainFailure } from "./explain-failure.ts"
import { parsePipRequirement } from "./parse-pip-requirement.ts"

const OWN = [
  "six==99",
  "Flask_Cors==1",
  "uvicorn==0.20.0",
  "https://x.example/pkg-1.tar.gz",
  "tool @ git+https://x.example/tool",
  "https://me:s3cret@x.example/a.whl",
  "numpy==1.2.x",
].map((line, index) => parsePipRequirement(line, { file: "conda.yml", line: index + 5 }))
const RUNTIME = [parsePipRequirement("uvicorn==0.54.0", { file: "requirements.txt", line: 1 })]

// What uv 0.13 prints, wrapped as it wraps.
test.each([
  [
    "Because six was not found in the package registry and you require\n   six==99, we can conclude",
    "six==99",
    5,
    "not in the package index",
  ],
  ["Because only six<=1.17.0 is available and you require six==99, we can conclude", "six==99", 5, "no such version"],
  ["Because there is no version of flask-cors==1 and you require flask-cors==1", "Flask_Cors==1", 6, "no such version"],
  ["Because flask-cors==1 has no usable wheels and you require it", "Flask_Cors==1", 6, "no wheel"],
  ["error: Failed to download `six==99`\n  cause: Hash mismatch for `six==99`", "six==99", 5, "hash"],
  ["error: Failed to build `tool @ git+https://x.example/tool`", "tool @ git", 9, "built or fetched"],
  [
    "error: No solution found\n cause: Because you require uvicorn==0.20.0 and uvicorn==0.54.0, we can conclude that your requirements are unsatisfiable.",
    "uvicorn==0.20.0",
    7,
    "Caudal's runtime",
  ],
])("%j names the package and its line", (output, written, line, part) => {
  const cause = explainFailure(output, OWN, RUNTIME)
  expect(cause.origin).toEqual({ file: "conda.yml", line })
  expect(cause.message).toContain(written)
  expect(cause.message).toContain(`conda.yml line ${line}`)
  expect(cause.message).toContain(part)
})

test("a line that uv cannot read is named", () => {
  const output =
    "error: Couldn't parse requirement in `requirements.in` at position 4\n cause: after parsing `1.2`\n   numpy==1.2.x\n        ^^"
  expect(explainFailure(output, OWN, RUNTIME).message).toMatch(
    /`numpy==1\.2\.x` \(conda\.yml line 11\) is not a requirement/,
  )
})

test("a URL that is not there is named without its password", () => {
  const output =
    "error: Failed to download `a @ https://x`\n cause: Failed to fetch: https://me:s3cret@x.example/a.whl 404"
  const { message } = explainFailure(output, OWN, RUNTIME)
  expect(message).toContain("`https://****@x.example/a.whl` (conda.yml line 10)")
  expect(message).not.toContain("s3cret")
})

test("an index that does not answer is blamed in place of a package", () => {
  const output =
    "error: Request failed\n cause: Failed to fetch: https://127.0.0.1:9/simple/six/\n cause: error sending request"
  expect(explainFailure(output, OWN, RUNTIME).message).toBe(
    "the package index at https://127.0.0.1:9 could not be reached",
  )
})

test("a dependency that nobody wrote is named with the line that needs it", () => {
  const output = "Because ghost was not found in the package registry and six==99 depends on ghost, we can conclude"
  const cause = explainFailure(output, OWN, RUNTIME)
  expect(cause.message).toContain("`ghost`")
  expect(cause.message).toContain("conda.yml line 5")
})

test("a build backend that does not start, and says no name, points at the sources it can be", () => {
  const cause = explainFailure("error: The build backend returned an error", OWN, RUNTIME)
  expect(cause.message).toMatch(/one of `https:\/\/x\.example\/pkg-1\.tar\.gz` \(conda.yml line 8\), `tool @/)
})

test("a million characters of hostile output are read within a test's time", () => {
  const output = `Failed ${"a=".repeat(500_000)} ${"b".repeat(500_000)}`
  expect(explainFailure(output, OWN, RUNTIME).origin).not.toBeNull()
})
