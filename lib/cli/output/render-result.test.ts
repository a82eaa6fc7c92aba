import { expect, test } from "vitest"

import { OUTPUT_FORMATS } from "../shared-flags.ts"
import type { OutputFormat } from "../shared-flags.ts"

import { ENDPOINT_COLUMNS } from "./columns.ts"
import { renderResult } from "./render-result.ts"

const ONE = { name: "diabetes", count: 2, on: true, none: null, tags: { a: "b" }, list: [1, 2], id: "end_1" }

async function render(value: unknown, format: OutputFormat, query?: string): Promise<string> {
  return await renderResult(value, { format, query, colour: false, columns: undefined })
}

test.each<[OutputFormat, unknown, string]>([
  ["json", { b: 1, a: [] }, '{\n  "b": 1,\n  "a": []\n}\n'],
  ["json", '{"x": [1]}', '"{\\"x\\": [1]}"\n'],
  ["jsonc", { a: 1 }, '{\n  "a": 1\n}\n'],
  ["yaml", { a: { b: [1] } }, "a:\n  b:\n    - 1\n"],
  ["tsv", "[1.5, 2]", "[1.5, 2]\n"],
  ["tsv", ONE, "diabetes\t2\tTrue\tNone\t\t2\tend_1\n"],
  ["tsv", [ONE, ONE].map(({ name, count }) => ({ name, count })), "diabetes\t2\ndiabetes\t2\n"],
  ["tsv", true, "true\n"],
  ["tsv", ["a", "b"], "a\nb\n"],
  ["tsv", [["a", "b"]], "a\tb\n"],
  ["tsv", [], ""],
  ["table", ONE, "Name      Count  On    None\n--------  -----  ----  ----\ndiabetes  2      True\n"],
  ["table", ["x", "long one"], "Result\n--------\nx\nlong one\n"],
  ["table", [], ""],
  ["none", ONE, ""],
])("%s prints as az does (%#)", async (format, value, text) => {
  expect(await render(value, format)).toBe(text)
})

test.each<[string, OutputFormat, string]>([
  ["name", "tsv", "diabetes\n"],
  ["tags.gone", "tsv", ""],
  ["tags.gone", "json", "null\n"],
  ["list[1]", "tsv", "2\n"],
  ["{n: name, c: count}", "tsv", "diabetes\t2\n"],
  ["[name, count]", "json", '[\n  "diabetes",\n  2\n]\n'],
])("--query %s -o %s", async (query, format, text) => {
  expect(await render(ONE, format, query)).toBe(text)
})

test("a query that is no JMESPath is a usage error", async () => {
  await expect(render(ONE, "json", "a[")).rejects.toThrow("argument --query: 'a[' is not valid JMESPath")
})

test("a command's own columns give its table, a query takes them away", async () => {
  const endpoint = { name: "d", provisioning_state: "Succeeded", traffic: { blue: 90, green: 10 }, auth_mode: "key" }
  const shape = { format: "table", colour: false, columns: ENDPOINT_COLUMNS } as const
  expect(await renderResult([endpoint], { ...shape, query: undefined })).toContain(
    "d     Succeeded  blue=90 green=10  key",
  )
  expect(await renderResult([endpoint], { ...shape, query: "[].{Only: name}" })).toBe("Only\n----\nd\n")
})

test("colours come only where they are wanted", async () => {
  const text = await renderResult({ a: "b:1" }, { format: "jsonc", query: undefined, colour: true, columns: undefined })
  expect(text).toBe('{\n  \u001B[34m"a"\u001B[0m: \u001B[32m"b:1"\u001B[0m\n}\n')
})

test("every format that -o takes prints something", async () => {
  for (const format of OUTPUT_FORMATS.filter((name) => name !== "none")) {
    expect(await render(ONE, format)).toContain("diabetes")
  }
})
