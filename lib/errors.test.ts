import { globSync } from "node:fs"
import path from "node:path"
import { pathToFileURL } from "node:url"

import { expect, test } from "vitest"
import { z } from "zod"

/** Every error that a domain declares, as one table for people: `docs/errors.md`. Mend it with `npm run test:unit -- -u`. */

const ROOT = path.resolve(import.meta.dirname, "..")
const definition = z.object({ code: z.string(), status: z.int(), cause: z.string(), check: z.string() })
const tables = z.record(z.string(), z.unknown())

async function listErrors(): Promise<z.infer<typeof definition>[]> {
  const files = globSync("lib/*/errors.ts", { cwd: ROOT }).toSorted()
  const modules = await Promise.all(
    files.map(async (file) => {
      const module: unknown = await import(pathToFileURL(path.join(ROOT, file)).href)
      return tables.parse({ ...Object(module) })
    }),
  )
  const exported = modules.flatMap((module) => Object.values(module))
  const entries = exported.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []))
  return entries
    .flatMap((entry) => definition.safeParse(entry).data ?? [])
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

const HEAD = `# Errors

Every failure of the API has the shape \`{"error": {"code", "message", "target", "details"}}\`. The code is stable: match on it, not
on the message. The log line of a failure with status 500 carries the \`x-request-id\` of the answer.

| code | status | why | what to check |
|---|---|---|---|
`

test("the documentation lists every error with its cause and what to check", async () => {
  const errors = await listErrors()
  expect(errors.length).toBeGreaterThan(50)
  const rows = errors.map(
    ({ code, status, cause, check }) => `| <a id="${code}"></a>\`${code}\` | ${status} | ${cause} | ${check} |`,
  )
  await expect(`${HEAD}${rows.join("\n")}\n`).toMatchFileSnapshot("../docs/errors.md")
})

test("each code is declared once, with an HTTP status of failure and whole sentences", async () => {
  const errors = await listErrors()
  const codes = errors.map(({ code }) => code)
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
  for (const { code, status, cause, check } of errors) {
    expect([code, status >= 400 && status < 600]).toEqual([code, true])
    expect([code, cause.at(-1), check.at(-1)]).toEqual([code, ".", "."])
  }
})
