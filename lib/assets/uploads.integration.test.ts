import { spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import { once } from "node:events"
import { appendFileSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import path from "node:path"

import { afterAll, beforeAll, expect, test } from "vitest"

import { inheritEnv } from "#lib/kernel/env.ts"

import { completeUpload } from "./complete-upload.ts"
import { createUpload } from "./create-upload.ts"
import { getUploadOffset } from "./get-upload-offset.ts"
import { CHUNK_BYTES_MAX, UPLOAD_EXPIRY_MS, UPLOADS_OPEN_MAX } from "./limits.ts"
import { materialiseTree } from "./materialise-tree.ts"
import { receiveBlobChunk } from "./receive-blob-chunk.ts"
import { requireFreeDisk } from "./require-free-disk.ts"
import { bodyOf, bringTree, filesOf, hashOf } from "./testing/bring-tree.ts"
import { createAssetFixture } from "./testing/create-asset-fixture.ts"
import type { AssetFixture } from "./testing/create-asset-fixture.ts"
import { LARGE_TREE } from "./testing/large-tree.ts"
import { treeDigest } from "./tree-digest.ts"
import { partFile } from "./upload-files.ts"
import { validateManifest } from "./validate-manifest.ts"

let fixture: AssetFixture
beforeAll(async () => {
  fixture = await createAssetFixture()
})
afterAll(async () => {
  await fixture.end()
})

/** Opens an upload of one file with these contents. */
async function openOne(content: string | Uint8Array) {
  const file = { path: "model.bin", size: Buffer.byteLength(content), sha256: hashOf(content), executable: false }
  const upload = await createUpload(fixture.ours, { files: [file] }, fixture.home)
  const at = { uploadId: upload.id, sha256: file.sha256 }
  const send = async (offset: number, ...pieces: (string | Uint8Array)[]) =>
    await receiveBlobChunk(fixture.ours, { ...at, offset, body: bodyOf(...pieces) }, fixture.home)
  return { upload, at, send, offset: async () => await getUploadOffset(fixture.ours, at, fixture.home) }
}

const withCode = (code: string) => expect.objectContaining({ code })

test("a tree that was brought in chunks is complete, and completing it again answers the same", async () => {
  const { upload, at, send, offset } = await openOne("hello world")
  expect(upload.missing).toEqual([{ sha256: at.sha256, size: 11, offset: 0 }])
  expect(await send(0, "hel", "lo ")).toMatchObject({ offset: 6, complete: false })
  expect(await offset()).toMatchObject({ offset: 6, size: 11, complete: false })
  expect(await send(6, "world")).toMatchObject({ offset: 11, complete: true })
  expect(await completeUpload(fixture.ours, upload.id, fixture.home)).toEqual({ tree: upload.tree })
  expect(await completeUpload(fixture.ours, upload.id, fixture.home)).toEqual({ tree: upload.tree })
  expect(existsSync(path.join(fixture.home.uploads, upload.id))).toBe(false)
  const blob = path.join(fixture.home.blobs, at.sha256.slice(0, 2), at.sha256.slice(2))
  expect(statSync(blob).mode & 0o777).toBe(0o444)
})

test("what the workspace brought before is not asked for again, neither are empty files", async () => {
  await bringTree(fixture.ours, fixture.home, { "a.txt": "once only" })
  const files = filesOf({ "b/c.txt": "once only", "__init__.py": "" })
  const upload = await createUpload(fixture.ours, { files }, fixture.home)
  expect(upload.missing).toEqual([])
  await completeUpload(fixture.ours, upload.id, fixture.home)
})

test("what another workspace brought counts as missing, so nobody learns what others have", async () => {
  const contents = { "secret.txt": "theirs alone" }
  await bringTree(fixture.theirs, fixture.home, contents)
  const upload = await createUpload(fixture.ours, { files: filesOf(contents) }, fixture.home)
  expect(upload.missing).toHaveLength(1)
  await expect(completeUpload(fixture.ours, upload.id, fixture.home)).rejects.toThrow(
    withCode("assets.upload_incomplete"),
  )
  expect(await bringTree(fixture.ours, fixture.home, contents)).toBe(upload.tree)
})

test("another workspace can neither see nor feed nor complete an upload", async () => {
  const { upload, at } = await openOne("ours to send")
  const missing = withCode("assets.upload_not_found")
  await expect(getUploadOffset(fixture.theirs, at, fixture.home)).rejects.toThrow(missing)
  const chunk = { ...at, offset: 0, body: bodyOf("ours to send") }
  await expect(receiveBlobChunk(fixture.theirs, chunk, fixture.home)).rejects.toThrow(missing)
  await expect(completeUpload(fixture.theirs, upload.id, fixture.home)).rejects.toThrow(missing)
})

test("a chunk that starts elsewhere is refused with the right offset and changes nothing", async () => {
  const { send, offset } = await openOne("0123456789")
  await send(0, "01234")
  for (const wrong of [0, 4, 6, 10]) {
    await expect(send(wrong, "x")).rejects.toThrow(
      expect.objectContaining({
        code: "assets.offset_conflict",
        details: [expect.objectContaining({ message: "5", target: "Upload-Offset" })],
      }),
    )
  }
  expect(await offset()).toMatchObject({ offset: 5 })
  expect(await send(5, "56789")).toMatchObject({ complete: true })
  expect(await send(10)).toMatchObject({ offset: 10, complete: true })
})

test("more bytes than announced are refused and the part is dropped", async () => {
  const { send, offset } = await openOne("short one")
  await send(0, "short")
  await expect(send(5, " one", "!")).rejects.toThrow(withCode("assets.blob_too_long"))
  expect(await offset()).toMatchObject({ offset: 0, complete: false })
})

test("bytes with another hash are dropped and can be sent again", async () => {
  const { upload, send, offset } = await openOne("right bytes")
  await expect(send(0, "wrong bytes")).rejects.toThrow(withCode("assets.hash_mismatch"))
  expect(await offset()).toMatchObject({ offset: 0, complete: false })
  expect(await send(0, "right bytes")).toMatchObject({ complete: true })
  await completeUpload(fixture.ours, upload.id, fixture.home)
})

test("a connection that ends in the middle of a chunk keeps what arrived", async () => {
  const { at, send, offset } = await openOne("first half, second half")
  async function* broken() {
    yield Buffer.from("first half")
    throw new Error("aborted")
  }
  const chunk = { ...at, offset: 0, body: broken() }
  await expect(receiveBlobChunk(fixture.ours, chunk, fixture.home)).rejects.toThrow(
    withCode("assets.upload_interrupted"),
  )
  expect(await offset()).toMatchObject({ offset: 10 })
  expect(await send(10, ", second half")).toMatchObject({ complete: true })
})

test("one request takes one chunk at most, and what came before the limit is kept", async () => {
  const piece = randomBytes(1024 * 1024)
  const count = CHUNK_BYTES_MAX / piece.length
  const pieces = Array.from({ length: count + 1 }, () => piece)
  const { send, offset } = await openOne(Buffer.concat(pieces))
  await expect(send(0, ...pieces)).rejects.toThrow(withCode("assets.chunk_too_large"))
  expect(await offset()).toMatchObject({ offset: CHUNK_BYTES_MAX })
  expect(await send(CHUNK_BYTES_MAX, piece)).toMatchObject({ complete: true })
})

test("while one request sends a file, another one is told to wait, and the file is right", async () => {
  const { at, send } = await openOne("both at once")
  const begun = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  async function* slow() {
    yield Buffer.from("both ")
    begun.resolve()
    await goOn.promise
    yield Buffer.from("at once")
  }
  const first = receiveBlobChunk(fixture.ours, { ...at, offset: 0, body: slow() }, fixture.home)
  await begun.promise
  await expect(send(0, "both at once")).rejects.toThrow(withCode("assets.blob_busy"))
  goOn.resolve()
  expect(await first).toMatchObject({ offset: 12, complete: true })
  expect(await send(0, "both at once")).toMatchObject({ offset: 12, complete: true })
})

test("opening the same tree again goes on with the same upload", async () => {
  const first = await openOne("resumed later")
  await first.send(0, "resumed")
  const second = await openOne("resumed later")
  expect(second.upload.id).toBe(first.upload.id)
  expect(second.upload.missing).toEqual([{ sha256: first.at.sha256, size: 13, offset: 7 }])
})

test("a file that is not in the list, a hash that is no hash and an unknown upload are refused", async () => {
  const { upload, at } = await openOne("listed")
  for (const sha256 of ["f".repeat(64), "../../etc/passwd", ""]) {
    await expect(getUploadOffset(fixture.ours, { ...at, sha256 }, fixture.home)).rejects.toThrow(
      withCode("assets.blob_not_in_upload"),
    )
  }
  await expect(completeUpload(fixture.ours, `${upload.id}/..`, fixture.home)).rejects.toThrow(
    withCode("assets.upload_not_found"),
  )
})

test("an upload that expired is refused and a new one can be opened", async () => {
  const { upload, at } = await openOne("too late")
  fixture.clock.ms += UPLOAD_EXPIRY_MS
  await expect(getUploadOffset(fixture.ours, at, fixture.home)).rejects.toThrow(withCode("assets.upload_expired"))
  expect((await openOne("too late")).upload.id).not.toBe(upload.id)
})

test("a list with bad files is refused with each of them, and nothing is opened", async () => {
  const good = filesOf({ "good.txt": "good" })
  const files = good.flatMap((file) => [file, { ...file, path: "../evil" }, { ...file, path: "GOOD.txt" }])
  await expect(createUpload(fixture.ours, { files }, fixture.home)).rejects.toThrow(
    expect.objectContaining({
      code: "assets.manifest_invalid",
      details: [expect.objectContaining({ target: "../evil" }), expect.objectContaining({ target: "GOOD.txt" })],
    }),
  )
  const terabyte = { path: "sparse.bin", size: 1024 ** 4, sha256: "a".repeat(64), executable: false }
  await expect(createUpload(fixture.ours, { files: [terabyte] }, fixture.home)).rejects.toThrow(
    withCode("assets.tree_too_large"),
  )
})

test("what would fill the disk is refused", async () => {
  await expect(requireFreeDisk(fixture.home.uploads, 2 ** 50)).rejects.toThrow(withCode("assets.disk_full"))
})

test("a file whose last byte arrived just before a kill is taken in when the upload is completed", async () => {
  const { upload, at, send } = await openOne("all bytes are here")
  await send(0, "all bytes are")
  appendFileSync(partFile(fixture.home, upload.id, at.sha256), " here")
  expect(await completeUpload(fixture.ours, upload.id, fixture.home)).toEqual({ tree: upload.tree })
})

test("a workspace has so many uploads open and no more, and a viewer opens none", async () => {
  const open = async (name: string) =>
    await createUpload(fixture.theirs, { files: filesOf({ [name]: `contents of ${name}` }) }, fixture.home)
  for (let i = 0; i < UPLOADS_OPEN_MAX; i++) await open(`f${i}`)
  await expect(open("one-more")).rejects.toThrow(withCode("assets.too_many_uploads"))
  await expect(open("f0")).resolves.toBeDefined()
  fixture.clock.ms += UPLOAD_EXPIRY_MS
  await expect(open("one-more")).resolves.toBeDefined()
  const viewer = fixture.as(fixture.ours, "Viewer")
  await expect(createUpload(viewer, { files: filesOf({ a: "a" }) }, fixture.home)).rejects.toThrow(
    withCode("identity.forbidden"),
  )
})

test("a process killed in the middle of a chunk loses nothing that it took, and the upload goes on", async () => {
  const content = randomBytes(3 * 1024 * 1024)
  const { upload, at, send, offset } = await openOne(content)
  const half = content.length / 2
  const program = path.join(import.meta.dirname, "testing/receive-half-a-chunk.ts")
  const child = spawn(process.execPath, [program], {
    env: { ...inheritEnv(), CAUDAL_HOME: fixture.home.root, DATABASE_URL: fixture.url },
    stdio: ["pipe", "pipe", "inherit"],
  })
  child.stdin.write(
    `${JSON.stringify({ ...at, nowMs: fixture.clock.ms, half: content.subarray(0, half).toString("base64") })}\n`,
  )
  await once(child.stdout, "data")
  child.kill("SIGKILL")
  await once(child, "exit")
  expect(await offset()).toMatchObject({ offset: half, complete: false })
  await send(half, content.subarray(half))
  await completeUpload(fixture.ours, upload.id, fixture.home)
  expect(readdirSync(fixture.home.uploads)).not.toContain(upload.id)
})

test("an upload that is killed again and again at any step ends with the right tree", async () => {
  const program = path.join(import.meta.dirname, "testing/upload-a-tree.ts")
  const env = { ...inheritEnv(), CAUDAL_HOME: fixture.home.root, DATABASE_URL: fixture.url }
  /** Kills the process once it has begun `steps` steps; answers the digest if it was done before. */
  const run = async (steps: number): Promise<string | null> => {
    const child = spawn(process.execPath, [program], { env, stdio: ["ignore", "pipe", "inherit"] })
    let text = ""
    child.stdout.on("data", (data) => {
      text += String(data)
      if (text.length >= steps) child.kill("SIGKILL")
    })
    const [code] = await once(child, "exit")
    return code === 0 ? text.replaceAll(".", "") : null
  }
  for (const steps of [2, 9, 24]) expect(await run(steps)).toBeNull()
  const digest = await run(Number.POSITIVE_INFINITY)
  const expected = validateManifest(filesOf(LARGE_TREE))
  expect(digest).toBe(expected.ok ? treeDigest(expected.manifest) : "")
  const folder = await materialiseTree(fixture.home, digest ?? "")
  expect(readFileSync(path.join(folder, "large/2.bin"), "utf8")).toBe(LARGE_TREE["large/2.bin"])
})
