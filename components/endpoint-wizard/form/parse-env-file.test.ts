import { expect, test } from "vitest"

import { parseEnvFile } from "./parse-env-file.ts"

test("a pasted .env file becomes rows", () => {
  expect(parseEnvFile('# model\nWORKER_COUNT=4\nexport NAME="a b"\n\nURL=https://x/?a=b\n')).toEqual([
    { key: "WORKER_COUNT", value: "4" },
    { key: "NAME", value: "a b" },
    { key: "URL", value: "https://x/?a=b" },
  ])
})

test("a single name or a sentence stays what it is", () => {
  expect(parseEnvFile("WORKER_COUNT")).toEqual([])
  expect(parseEnvFile("A=1\nand some words")).toEqual([])
})
