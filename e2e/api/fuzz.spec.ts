import { randomBytes } from "node:crypto"
import { readFileSync, rmSync } from "node:fs"
import path from "node:path"

import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"

import { createInstallation, runCommand } from "../installation.ts"
import type { Installation } from "../installation.ts"

/**
 * Property-based tests of the whole API by schemathesis, from the OpenAPI document that the studio itself serves. What is
 * generated is made to fit resources that exist by `fuzz/hooks.py`, so that every operation is carried out, not only refused.
 */

const REACHED_MIN = 50
const PASSES_MAX = 8

/** Operations that cannot come to `REACHED_MIN` good answers, and why. One that can is an error here. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "POST /api/v1/setup": "makes the first owner with a one-time link; afterwards it answers 403",
}

const CHECKS = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
  "unsupported_method",
]

const tableSchema = z.object({
  statuses: z.record(z.string(), z.record(z.string(), z.int())),
  failures: z.array(z.unknown()),
})
type Counts = Record<string, number>

/** The fuzzer's own: a person who can sign in, because sessions are tried too. */
const EMAIL = "fuzz-owner@example.com"
const PASSWORD = randomBytes(16).toString("hex")

let caudal: Installation
let token = ""
const table: Record<string, Counts> = {}
let passes = 0

beforeAll(async () => {
  caudal = await createInstallation({ CAUDAL_ADMIN_EMAIL: EMAIL, CAUDAL_ADMIN_PASSWORD: PASSWORD })
  await caudal.start()
  const login = await fetch(`${caudal.studioUrl}/api/v1/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: EMAIL, password: PASSWORD }),
  })
  token = z.object({ token: z.string() }).parse(await login.json()).token
  const description = await fetch(`${caudal.studioUrl}/api/v1/openapi.json`)
  const { paths } = z
    .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
    .parse(await description.json())
  for (const [route, methods] of Object.entries(paths)) {
    for (const method of Object.keys(methods)) table[`${method.toUpperCase()} ${route}`] = {}
  }
})

afterAll(async () => {
  await caudal.remove()
})

const isGood = (status: string) => status.startsWith("2") || status === "409"

const goodOf = (counts: Counts): number =>
  Object.entries(counts).reduce((sum, [status, count]) => sum + (isGood(status) ? count : 0), 0)

/** Operations that have not been reached often enough, exceptions left out. */
const short = (): string[] =>
  Object.keys(table).filter((name) => !(name in EXCEPTIONS) && goodOf(table[name] ?? {}) < REACHED_MIN)

/** Runs schemathesis once. Fails with all that it says unless every check held. */
async function runPass(...args: string[]): Promise<void> {
  passes++
  const file = path.join(caudal.home, "fuzz-table.json")
  const env = {
    ...process.env,
    CAUDAL_FUZZ_URL: caudal.studioUrl,
    CAUDAL_FUZZ_TOKEN: token,
    CAUDAL_FUZZ_EMAIL: EMAIL,
    CAUDAL_FUZZ_PASSWORD: PASSWORD,
    CAUDAL_FUZZ_TABLE: file,
    CAUDAL_FUZZ_PASS: String(passes),
  }
  const fixed = [
    `${caudal.studioUrl}/api/v1/openapi.json`,
    "--continue-on-failure",
    "--url",
    caudal.studioUrl,
    "-H",
    `Authorization: Bearer ${token}`,
    "--checks",
    CHECKS.join(","),
  ]
  const sober = ["--no-color", "--warnings", "off", "--no-shrink", "--suppress-health-check", "all"]
  const bounded = [
    "--seed",
    String(passes),
    "--generation-database",
    "none",
    "--request-timeout",
    "30",
    "--workers",
    "2",
  ]
  const argv = [path.join(import.meta.dirname, "fuzz/run"), "run", ...fixed, ...sober, ...bounded, ...args]
  const { code, stdout, stderr } = await runCommand("python3", argv, { env })
  expect(code, stdout + stderr).toBe(0)
  const { statuses, failures } = tableSchema.parse(JSON.parse(readFileSync(file, "utf8")))
  rmSync(file)
  expect(failures).toEqual([])
  for (const [name, counts] of Object.entries(statuses)) {
    const known = (table[name] ??= {})
    for (const [status, count] of Object.entries(counts)) known[status] = (known[status] ?? 0) + count
  }
}

const ALL = ["--include-path-regex", "."]

test("requests that break the description in each way it can be broken are refused, none with a 5xx", async () => {
  await runPass("--phases", "coverage", "--mode", "negative", ...ALL)
  await runPass("--phases", "fuzzing", "--mode", "negative", "--max-examples", "10", ...ALL)
})

test(`every operation is carried out at least ${REACHED_MIN} times, and no answer is a 5xx or against the description`, async () => {
  let wanted = ALL
  while (short().length > 0 && passes < PASSES_MAX) {
    await runPass("--phases", "fuzzing", "--mode", "positive", "--max-examples", "60", ...wanted)
    wanted = short().flatMap((name) => ["--include-name", name])
  }
  const lines = Object.entries(table)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([name, counts]) => `${String(goodOf(counts)).padStart(5)}  ${name}  ${JSON.stringify(counts)}`)
  process.stdout.write(`2xx/409 per operation, after ${passes} passes:\n${lines.join("\n")}\n`)
  expect(short()).toEqual([])
  for (const name of Object.keys(EXCEPTIONS)) {
    expect(goodOf(table[name] ?? { 200: REACHED_MIN }), `${name} needs no exception`).toBeLessThan(REACHED_MIN)
  }
})
