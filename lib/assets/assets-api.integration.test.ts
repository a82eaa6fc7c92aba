import { afterAll, beforeAll, expect, test } from "vitest"

import { createApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import type { ApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { CHUNK_BYTES_MAX, MANIFEST_BYTES_MAX } from "./limits.ts"
import { uploadView } from "./schema.ts"
import { filesOf, hashOf } from "./testing/bring-tree.ts"

const workspace = "default"
let api: ApiFixture
let token: string
beforeAll(async () => {
  api = await createApiFixture()
  token = api.tokens.Operator
})
afterAll(async () => {
  await api.drop()
})

const send = async (method: string, url: string, body?: unknown, headers?: Record<string, string>) =>
  await api.call(method, url, { token, body, ...(headers ? { headers } : {}) })
const errorOf = (code: string, target?: string) =>
  expect.objectContaining({ error: expect.objectContaining({ code, ...(target === undefined ? {} : { target }) }) })
const uploads = fillPath(apiPaths.uploads, { workspace })
const blobUrl = (upload: string, sha256: string) => fillPath(apiPaths.uploadBlob, { workspace, upload, sha256 })

/** Uploads by HTTP alone and answers the tree's digest. */
async function bring(contents: Readonly<Record<string, string>>): Promise<string> {
  const opened = await send("POST", uploads, { files: filesOf(contents) })
  expect(opened.status).toBe(201)
  const { id, tree, missing } = uploadView.parse(opened.body)
  const byHash = new Map(Object.values(contents).map((text) => [hashOf(text), text]))
  for (const { sha256 } of missing) {
    const answer = await send("PUT", blobUrl(id, sha256), byHash.get(sha256), { "upload-offset": "0" })
    expect([answer.status, answer.body]).toEqual([200, expect.objectContaining({ complete: true })])
  }
  const completed = await send("POST", fillPath(apiPaths.completeUpload, { workspace, upload: id }))
  expect(completed).toMatchObject({ status: 200, body: { tree } })
  return tree
}

test("a file goes up in chunks, and HEAD says where to go on", async () => {
  const text = "first part, second part"
  const { id } = uploadView.parse((await send("POST", uploads, { files: filesOf({ "a.txt": text }) })).body)
  const url = blobUrl(id, hashOf(text))
  expect((await send("PUT", url, "first part", { "upload-offset": "0" })).headers.get("upload-offset")).toBe("10")
  const head = await send("HEAD", url)
  expect([head.status, head.headers.get("upload-offset"), head.body]).toEqual([200, "10", ""])
  const conflict = await send("PUT", url, "x", { "upload-offset": "3" })
  expect([conflict.status, conflict.body]).toEqual([409, errorOf("assets.offset_conflict", "Upload-Offset")])
  expect((await send("PUT", url, ", second part", { "upload-offset": "10" })).body).toMatchObject({ complete: true })
})

test.each([
  [null, "assets.offset_invalid"],
  ["-1", "assets.offset_invalid"],
  ["1e3", "assets.offset_invalid"],
  ["99999999999999999999", "assets.offset_invalid"],
])("the offset %s is refused", async (offset, code) => {
  const { id } = uploadView.parse((await send("POST", uploads, { files: filesOf({ b: "offsets" }) })).body)
  const headers = offset === null ? undefined : { "upload-offset": offset }
  const answer = await send("PUT", blobUrl(id, hashOf("offsets")), "offsets", headers)
  expect([answer.status, answer.body]).toEqual([400, errorOf(code, "Upload-Offset")])
})

test.each([
  ["no files", { files: [] }, 400, "assets.manifest_invalid"],
  ["an escape", { files: [{ path: "../x", size: 1, sha256: "a".repeat(64) }] }, 400, "assets.manifest_invalid"],
  [
    "a sparse terabyte",
    { files: [{ path: "x", size: 2 ** 40, sha256: "a".repeat(64) }] },
    413,
    "assets.tree_too_large",
  ],
  [
    "100,000 files",
    { files: Array.from({ length: 100_000 }, (_, i) => ({ path: `${i}`, size: 0, sha256: "" })) },
    413,
    "assets.tree_too_large",
  ],
  ["too large a list", { files: "x".repeat(MANIFEST_BYTES_MAX) }, 413, "request.too_large"],
  ["no list", { files: 1 }, 400, "request.invalid"],
  ["an unknown key", { files: [], dir: "x" }, 400, "request.invalid"],
])("an upload with %s is refused", async (_what, body, status, code) => {
  const answer = await send("POST", uploads, body)
  expect([answer.status, answer.body]).toEqual([status, errorOf(code)])
})

test("a chunk above the limit, an incomplete upload and strange ids are refused", async () => {
  const large = "x".repeat(CHUNK_BYTES_MAX + 1)
  const { id } = uploadView.parse((await send("POST", uploads, { files: filesOf({ large }) })).body)
  const tooLarge = await send("PUT", blobUrl(id, hashOf(large)), large, { "upload-offset": "0" })
  expect([tooLarge.status, tooLarge.body]).toEqual([413, errorOf("assets.chunk_too_large")])
  const incomplete = await send("POST", fillPath(apiPaths.completeUpload, { workspace, upload: id }))
  expect([incomplete.status, incomplete.body]).toEqual([409, errorOf("assets.upload_incomplete")])
  expect((await send("HEAD", blobUrl(id, "0".repeat(64)))).status).toBe(404)
  expect((await send("HEAD", blobUrl(id, "../etc"))).status).toBe(400)
  expect((await send("HEAD", blobUrl("upl_none", "0".repeat(64)))).status).toBe(404)
})

test("models are registered, listed, labelled, archived and refused over HTTP", async () => {
  const path = `caudal://trees/${await bring({ "model.pkl": "over http", MLmodel: "x" })}/model/`
  const other = `caudal://trees/${await bring({ "model.pkl": "other" })}/model/`
  const versions = fillPath(apiPaths.modelVersions, { workspace, name: "web" })
  const version = (v: string) => fillPath(apiPaths.modelVersion, { workspace, name: "web", version: v })
  const first = await send("POST", versions, { path })
  expect([first.status, first.body]).toEqual([201, expect.objectContaining({ name: "web", version: "1", path })])
  expect((await send("PUT", version("2"), { name: "web", version: 2, path: other })).status).toBe(201)
  expect((await send("PUT", version("2"), { path: other, description: "two" })).status).toBe(200)
  const changed = await send("PUT", version("2"), { path })
  expect([changed.status, changed.body]).toEqual([409, errorOf("assets.version_exists", "version")])
  const again = await send("PUT", version("2"), { path: other }, { "if-none-match": "*" })
  expect([again.status, again.body]).toEqual([409, errorOf("assets.version_exists")])
  const absent = await send("PUT", version("9"), { path }, { "if-match": "*" })
  expect([absent.status, absent.body]).toEqual([412, errorOf("assets.precondition_failed")])
  const renamed = await send("PUT", version("2"), { name: "another", path: other })
  expect([renamed.status, renamed.body]).toEqual([400, errorOf("request.invalid", "name")])

  for (const wrong of [3, "3"]) {
    const answer = await send("PUT", version("2"), { version: wrong, path: other })
    expect([answer.status, answer.body]).toEqual([400, errorOf("request.invalid", "version")])
  }

  expect((await send("GET", version("@latest"))).body).toMatchObject({ version: "2", description: "two" })
  const archived = await send("POST", fillPath(apiPaths.archiveModelVersion, { workspace, name: "web", version: "2" }))
  expect(archived.body).toMatchObject({ is_archived: true })
  expect((await send("GET", version("@latest"))).body).toMatchObject({ version: "1" })
  const listed = await send(
    "GET",
    `${fillPath(apiPaths.model, { workspace, name: "web" })}?include_archived=true&limit=1`,
  )
  expect(listed.body).toMatchObject({ items: [{ version: "2" }], next_cursor: expect.any(String) })
  expect((await send("GET", fillPath(apiPaths.models, { workspace }))).body).toMatchObject({
    items: [expect.objectContaining({ name: "web", version: "1" })],
    next_cursor: null,
  })
  await send("POST", fillPath(apiPaths.restoreModelVersion, { workspace, name: "web", version: "2" }))
  expect((await send("GET", version("@latest"))).body).toMatchObject({ version: "2" })
})

test.each([
  [{ path: "./local" }, "request.invalid", "path"],
  [{ path: "azureml://jobs/1/outputs/artifacts/paths/model" }, "request.invalid", "path"],
  [{ path: `caudal://trees/${"0".repeat(64)}/..` }, "assets.path_invalid", "path"],
  [{ path: `caudal://trees/${"0".repeat(64)}/m/` }, "assets.tree_not_found", "path"],
  [{ path: "x", type: "pickle" }, "request.invalid", undefined],
  [{}, "request.invalid", "path"],
  [{ path: "x", pth: "y" }, "request.invalid", undefined],
])("the model %j is refused by name", async (body, code, target) => {
  const answer = await send("POST", fillPath(apiPaths.modelVersions, { workspace, name: "bad" }), body)
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
  expect(answer.body).toEqual(errorOf(code, target))
  expect((await send("GET", fillPath(apiPaths.model, { workspace, name: "bad" }))).status).toBe(404)
})

test("names and versions that are none are refused", async () => {
  const put = async (name: string, version: string) =>
    await send("PUT", fillPath(apiPaths.environmentVersion, { workspace, name, version }), { image: "ubuntu" })
  for (const [name, version] of [
    ["..a", "1"],
    ["a/b", "1"],
    ["-a", "1"],
    ["é", "1"],
    ["a", "@latest"],
    ["a", "x".repeat(101)],
    ["x".repeat(256), "1"],
  ] as const) {
    expect((await put(name, version)).status, `${name}:${version}`).toBe(400)
  }
  expect((await put("Fine_name-1.0", "2026.11.23-a")).status).toBe(201)
})

test("environments and codes go the same way", async () => {
  const environment = await send("POST", fillPath(apiPaths.environmentVersions, { workspace, name: "sk" }), {
    conda_file: { dependencies: ["python=3.11"] },
  })
  expect([environment.status, environment.body]).toEqual([201, expect.objectContaining({ version: "1", image: null })])
  const path = `caudal://trees/${await bring({ "score.py": "x = 1" })}/src/`
  const code = await send("PUT", fillPath(apiPaths.codeVersion, { workspace, name: "scoring", version: "v1" }), {
    path,
  })
  expect([code.status, code.body]).toEqual([201, expect.objectContaining({ path, version: "v1" })])
})

test("a viewer reads, a stranger sees nothing, and nobody gets in without a token", async () => {
  const models = fillPath(apiPaths.models, { workspace })
  expect((await api.call("GET", models, { token: api.tokens.Viewer })).status).toBe(200)
  expect((await api.call("POST", uploads, { token: api.tokens.Viewer, body: { files: [] } })).status).toBe(403)
  expect((await api.call("GET", models, { token: api.tokens.stranger })).status).toBe(404)
  expect((await api.call("POST", uploads, { body: { files: [] } })).status).toBe(401)
})
