import { expect, test } from "vitest"

import { apiPaths, fillPath } from "#lib/urls/contract.ts"

import { changeAsCode } from "./change-as-code.ts"

const change = {
  workspace: "default",
  endpoint: "diabetes",
  shares: [
    { name: "blue", percent: 90 },
    { name: "green", percent: 10 },
  ],
  revision: 7,
  reason: "",
  isForced: false,
}

test("a change reads the same as command, request and file", () => {
  const { cli, rest, yaml } = changeAsCode(change)
  expect(cli.replaceAll(" \\\n ", "")).toBe(
    'caudal online-endpoint update -w default -n diabetes --traffic "blue=90 green=10"',
  )
  expect(rest).toContain(fillPath(apiPaths.traffic, { workspace: "default", endpoint: "diabetes" }))
  expect(rest).toContain(`-H 'If-Match: "7"'`)
  expect(rest).toContain(`--data '{"traffic":{"blue":90,"green":10}}'`)
  expect(yaml).toBe("name: diabetes\ntraffic:\n  blue: 90\n  green: 10")
})

test("a reason with quotes cannot end the argument it stands in", () => {
  const { cli, rest } = changeAsCode({ ...change, reason: "it's $(late)", isForced: true })
  expect(cli).toContain(`--reason 'it'\\''s $(late)'`)
  expect(cli).toContain("--force")
  expect(rest).toContain(`it'\\''s $(late)`)
})
