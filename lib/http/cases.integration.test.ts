import { readFileSync } from "node:fs"
import path from "node:path"

import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { parse } from "yaml"
import { z } from "zod"

import { sha256Hex } from "#lib/kernel/json.ts"
import type { Db } from "#lib/storage/index.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { createApiFixture } from "./testing/create-api-fixture.ts"
import type { ApiFixture } from "./testing/create-api-fixture.ts"

/** Runs `cases.yaml`: every bad input comes to its status, code and target, and leaves every row as it was. */

const METHODS = ["get", "put", "post", "delete"] as const
const badCase = z.strictObject({
  name: z.string(),
  get: z.string().optional(),
  put: z.string().optional(),
  post: z.string().optional(),
  delete: z.string().optional(),
  as: z.enum(["nobody", "Viewer", "stranger"]).optional(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.unknown().optional(),
  text: z.string().optional(),
  bytes: z.string().optional(),
  generate: z.enum(["brackets", "two-megabytes", "tags", "files"]).optional(),
  status: z.int(),
  code: z.string(),
  target: z.string().optional(),
})
type BadCase = z.infer<typeof badCase>

const cases = z
  .array(badCase)
  .parse(parse(readFileSync(path.join(import.meta.dirname, "cases.yaml"), "utf8"), { merge: false }))

const GENERATED: Record<NonNullable<BadCase["generate"]>, () => string> = {
  brackets: () => "[".repeat(100_000),
  "two-megabytes": () => JSON.stringify({ description: "x".repeat(2 * 1024 * 1024) }),
  tags: () => JSON.stringify({ tags: Object.fromEntries(Array.from({ length: 51 }, (_unused, i) => [`t${i}`, "x"])) }),
  files: () =>
    JSON.stringify({
      files: Array.from({ length: 100_000 }, (_unused, i) => ({ path: `f${i}`, size: 1, sha256: "0".repeat(64) })),
    }),
}

const workspace = "default"
const SCORE = "def init(): pass\ndef run(data): return data\n"
const MISSING = "not sent yet"
const OPEN = { path: "open.txt", size: MISSING.length, sha256: sha256Hex(MISSING) }

let api: ApiFixture
const values: Record<string, string> = { zeros: "0".repeat(64), blob: OPEN.sha256 }

/** Everything that a refused request must leave alone. Tokens are not in it: their last use is noted. */
const TABLES =
  "workspaces users memberships blobs trees uploads models codes environments endpoints deployments deployment_revisions traffic_revisions endpoint_keys operations events drafts routes"

async function stateOf(db: Db): Promise<Record<string, unknown>> {
  const entries = TABLES.split(" ").map(async (table) => {
    const rows = await db.execute(
      sql`select count(*)::int as rows, md5(string_agg(t::text, '|' order by t::text)) as hash from ${sql.identifier(table)} t`,
    )
    return [table, rows[0]] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

async function upload(files: readonly object[], contents: Readonly<Record<string, string>>) {
  const token = api.tokens.Operator
  const opened = await api.call("POST", fillPath(apiPaths.uploads, { workspace }), { token, body: { files } })
  const view = z.object({ id: z.string(), tree: z.string() }).parse(opened.body)
  for (const [digest, text] of Object.entries(contents)) {
    const url = fillPath(apiPaths.uploadBlob, { workspace, upload: view.id, sha256: digest })
    await api.call("PUT", url, { token, body: text, headers: { "upload-offset": "0" } })
  }
  return view
}

beforeAll(async () => {
  api = await createApiFixture()
  const token = api.tokens.Operator
  const digest = sha256Hex(SCORE)
  const { id, tree } = await upload([{ path: "score.py", size: SCORE.length, sha256: digest }], { [digest]: SCORE })
  await api.call("POST", fillPath(apiPaths.completeUpload, { workspace, upload: id }), { token })
  values["tree"] = tree
  values["upload"] = (await upload([OPEN], {})).id
  const folder = `caudal://trees/${tree}/src/`
  const model = fillPath(apiPaths.modelVersion, { workspace, name: "known", version: "1" })
  const endpoint = fillPath(apiPaths.onlineEndpoint, { workspace, endpoint: "main" })
  const blue = fillPath(apiPaths.deployment, { workspace, endpoint: "main", deployment: "blue" })
  const statuses = [
    await api.call("PUT", model, { token, body: { path: folder } }),
    await api.call("PUT", endpoint, { token, body: {} }),
    await api.call("PUT", blue, {
      token,
      body: {
        environment: { image: "any", conda_file: "dependencies: [python=3.11]" },
        code_configuration: { code: folder, scoring_script: "score.py" },
      },
    }),
  ]
  expect(statuses.map(({ status }) => status)).toEqual([201, 201, 201])
})
afterAll(async () => await api.drop())

const filled = (text: string) => text.replaceAll(/\{\{(\w+)\}\}/g, (_match, name: string) => values[name] ?? "")

function bodyOf({ body, text, bytes, generate }: BadCase): string | Uint8Array | undefined {
  if (generate !== undefined) return GENERATED[generate]()
  if (bytes !== undefined) return Buffer.from(bytes, "hex")
  if (text !== undefined) return filled(text)
  return body === undefined ? undefined : filled(JSON.stringify(body))
}

test("there are at least forty cases, each with its own name", () => {
  const names = cases.map((one) => `${METHODS.find((method) => one[method])} ${one.name}`)
  expect(names.length).toBeGreaterThanOrEqual(40)
  expect(cases.filter((one) => METHODS.filter((method) => one[method] !== undefined).length !== 1)).toEqual([])
})

test.each(cases)("$name: $status $code", async (one) => {
  const method = METHODS.find((candidate) => one[candidate] !== undefined) ?? "get"
  const url = `${fillPath(apiPaths.workspace, { workspace })}${filled(one[method] ?? "")}`
  const token = one.as === "nobody" ? undefined : api.tokens[one.as ?? "Operator"]
  const before = await stateOf(api.services.db)
  const answer = await api.call(method.toUpperCase(), url, { token, body: bodyOf(one), headers: one.headers })
  const { error } = z
    .object({ error: z.object({ code: z.string(), target: z.string().optional() }) })
    .parse(answer.body)
  expect([answer.status, error.code]).toEqual([one.status, one.code])
  if (one.target !== undefined) expect(error.target).toBe(one.target)
  expect(await stateOf(api.services.db)).toEqual(before)
})
