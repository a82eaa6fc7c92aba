import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs"
import path from "node:path"

import { eq } from "drizzle-orm"
import { afterEach, beforeEach, expect, test } from "vitest"

import { deploymentRevisions, deployments, drafts, endpoints, users } from "#drizzle/schema/index.ts"

import { collectGarbage } from "./collect-garbage.ts"
import { createUpload } from "./create-upload.ts"
import { GARBAGE_AGE_MS, UPLOAD_EXPIRY_MS } from "./limits.ts"
import { materialiseTree } from "./materialise-tree.ts"
import { receiveBlobChunk } from "./receive-blob-chunk.ts"
import { registerModel } from "./register-model.ts"
import { resolveCode } from "./resolve-code.ts"
import { resolveModel } from "./resolve-model.ts"
import { modelInput } from "./schema.ts"
import { bodyOf, bringTree, filesOf, hashOf } from "./testing/bring-tree.ts"
import { createAssetFixture } from "./testing/create-asset-fixture.ts"
import type { AssetFixture } from "./testing/create-asset-fixture.ts"

let fixture: AssetFixture
beforeEach(async () => {
  fixture = await createAssetFixture()
})
afterEach(async () => {
  await fixture.end()
})

const collect = async () => await collectGarbage(fixture.ours.db, fixture.home, fixture.clock.ms)
const later = (ms: number) => {
  fixture.clock.ms += ms + 1
}
const hasBlob = (text: string) => {
  const digest = hashOf(text)
  return existsSync(path.join(fixture.home.blobs, digest.slice(0, 2), digest.slice(2)))
}

test("a tree that nothing uses is kept for a day and then goes with its contents and its folder", async () => {
  const tree = await bringTree(fixture.ours, fixture.home, { "a.txt": "unused" })
  await materialiseTree(fixture.home, tree)
  later(GARBAGE_AGE_MS - 10)
  expect(await collect()).toMatchObject({ trees: 0, blobs: 0, blobFiles: 0, treeFolders: 0 })
  later(10)
  expect(await collect()).toMatchObject({ trees: 1, blobs: 1, blobFiles: 2, treeFolders: 1 })
  expect(hasBlob("unused")).toBe(false)
  expect(readdirSync(fixture.home.trees)).toEqual([])
  expect(await bringTree(fixture.ours, fixture.home, { "a.txt": "unused" })).toBe(tree)
})

test("a registered model keeps its contents, archived or not, and shared contents outlive one of two users", async () => {
  const tree = await bringTree(fixture.ours, fixture.home, { "m.pkl": "kept" })
  await bringTree(fixture.theirs, fixture.home, { "m.pkl": "kept", "n.pkl": "theirs" })
  await registerModel(fixture.ours, modelInput.parse({ name: "m", path: `caudal://trees/${tree}/m.pkl` }), fixture.home)
  later(GARBAGE_AGE_MS * 30)
  expect(await collect()).toMatchObject({ trees: 1, blobs: 2, blobFiles: 2 })
  expect(hasBlob("kept")).toBe(true)
  expect(hasBlob("theirs")).toBe(false)
  expect(existsSync(await materialiseTree(fixture.home, tree))).toBe(true)
})

test("what a deployment names is kept until its revisions are purged, and then goes", async () => {
  const { db } = fixture.ours
  const tree = await bringTree(fixture.ours, fixture.home, { "score.py": "def run(x): pass" })
  const path = `caudal://trees/${tree}/code/`
  const model = await resolveModel(fixture.ours, { path, type: "custom_model" }, fixture.home)
  const code = await resolveCode(fixture.ours, path, fixture.home)
  const base = { workspaceId: "ws_ours", createdBy: "ada" }
  await db.insert(endpoints).values({
    ...base,
    id: "end_1",
    kind: "online",
    name: "e",
    authMode: "key",
    publicNetworkAccess: "enabled",
    provisioningState: "Succeeded",
  })
  await db.insert(deployments).values({
    ...base,
    id: "dep_1",
    endpointId: "end_1",
    name: "blue",
    generation: 1,
    provisioningState: "Succeeded",
    health: "Healthy",
  })
  await db.insert(deploymentRevisions).values({
    ...base,
    id: "rev_1",
    deploymentId: "dep_1",
    generation: 1,
    spec: { model, code, environment: {} },
    templateHash: "t",
  })
  later(GARBAGE_AGE_MS * 30)
  expect(await collect()).toMatchObject({ anonymousAssets: 0, trees: 0, blobs: 0, blobFiles: 0 })
  await db.delete(endpoints).where(eq(endpoints.id, "end_1"))
  expect(await collect()).toMatchObject({ anonymousAssets: 2, trees: 1, blobs: 1, blobFiles: 2 })
})

test("the files of a draft are kept as long as the draft, in its own workspace", async () => {
  const { db } = fixture.ours
  const tree = await bringTree(fixture.ours, fixture.home, { "m.pkl": "drafted" })
  await bringTree(fixture.theirs, fixture.home, { "m.pkl": "drafted" })
  await db.insert(users).values({ id: "usr_1", email: "ada@example.com", passwordHash: "" })
  const expiresAt = new Date(fixture.clock.ms + GARBAGE_AGE_MS * 30)
  const base = { id: "drf_1", workspaceId: "ws_ours", userId: "usr_1", kind: "online-endpoint", schemaVersion: 1 }
  const payload = { form: { deployment: { modelUpload: { tree: `caudal://trees/${tree}/m.pkl` } } } }
  await db.insert(drafts).values({ ...base, payload, step: "model", expiresAt })
  later(GARBAGE_AGE_MS * 29)
  expect(await collect()).toMatchObject({ trees: 1, blobFiles: 0 })
  expect(hasBlob("drafted")).toBe(true)
  later(GARBAGE_AGE_MS)
  expect(await collect()).toMatchObject({ trees: 1, blobs: 1 })
  expect(hasBlob("drafted")).toBe(false)
})

test("an open upload keeps what has arrived, and its parts go when it expires", async () => {
  const contents = { "a.bin": "arrived", "b.bin": "half of it" }
  const upload = await createUpload(fixture.ours, { files: filesOf(contents) }, fixture.home)
  const send = async (text: string, part: string) =>
    await receiveBlobChunk(
      fixture.ours,
      { uploadId: upload.id, sha256: hashOf(text), offset: 0, body: bodyOf(part) },
      fixture.home,
    )
  await send("arrived", "arrived")
  await send("half of it", "half")
  later(UPLOAD_EXPIRY_MS - 10)
  expect(await collect()).toMatchObject({ uploads: 0, blobs: 0 })
  expect(readdirSync(fixture.home.uploads)).toEqual([upload.id])
  later(10)
  expect(await collect()).toMatchObject({ uploads: 1, blobs: 1, blobFiles: 1 })
  expect(readdirSync(fixture.home.uploads)).toEqual([])
})

test("files of killed processes go: contents without a row at once, unfinished ones after a day", async () => {
  const blob = path.join(fixture.home.blobs, "ab", "c".repeat(62))
  const unfinished = path.join(fixture.home.trees, ".tmp-x")
  mkdirSync(path.dirname(blob), { recursive: true })
  writeFileSync(blob, "nobody's")
  mkdirSync(unfinished, { recursive: true })
  const soon = new Date(fixture.clock.ms)
  utimesSync(unfinished, soon, soon)
  expect(await collect()).toMatchObject({ blobFiles: 1 })
  expect(existsSync(unfinished)).toBe(true)
  later(GARBAGE_AGE_MS)
  await collect()
  expect(existsSync(unfinished)).toBe(false)
})

test("uploads and collections at once lose nothing that was completed", async () => {
  later(GARBAGE_AGE_MS)
  const contents = (i: number) => ({ "same.txt": "shared by all", [`own-${i}.txt`]: `own ${i}` })
  const bring = async (i: number) => {
    const tree = await bringTree(fixture.ours, fixture.home, contents(i))
    const path = `caudal://trees/${tree}/m/`
    await registerModel(fixture.ours, modelInput.parse({ name: `m${i}`, path }), fixture.home)
    return tree
  }
  const trees = await Promise.all(
    Array.from({ length: 10 }, async (_, i) => {
      if (i % 2 === 0) await collect()
      return await bring(i)
    }),
  )
  later(GARBAGE_AGE_MS)
  await collect()
  for (const tree of trees) expect(existsSync(await materialiseTree(fixture.home, tree))).toBe(true)
})
