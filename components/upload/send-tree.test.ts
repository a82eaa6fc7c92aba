import { createHash } from "node:crypto"

import { expect, test } from "vitest"

import { ApiError } from "#components/data/api-error.ts"

import type { Picked } from "./picked.ts"
import { sendTree } from "./send-tree.ts"
import type { UploadProgress } from "./send-tree.ts"
import type { UploadApi } from "./upload-api.ts"

const MIB = 1024 * 1024
const sha256Of = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex")
const hash = async (blob: Blob) => sha256Of(new Uint8Array(await blob.arrayBuffer()))

/** A server in memory that keeps parts of files, as the real one does, and fails when the test says so. */
function fakeServer() {
  const parts = new Map<string, number>()
  const sizes = new Map<string, number>()
  const chunks: { sha256: string; offset: number }[] = []
  let failuresLeft = 0
  const api: UploadApi = {
    open: async (files) => {
      for (const { sha256, size } of files) sizes.set(sha256, size)
      const missing = [...new Map(files.map((file) => [file.sha256, file])).values()]
        .map(({ sha256, size }) => ({ sha256, size, offset: parts.get(sha256) ?? 0 }))
        .filter(({ size, offset }) => offset < size)
      return { id: "upl_1", tree: "t".repeat(64), missing, chunk_bytes_max: MIB, expires_at: "" }
    },
    askOffset: async (_upload, sha256) => parts.get(sha256) ?? 0,
    sendChunk: async ({ sha256, offset, bytes }, signal) => {
      signal.throwIfAborted()
      if (failuresLeft > 0) {
        failuresLeft -= 1
        // The bytes arrived and the answer did not: sending them again would be a conflict.
        parts.set(sha256, offset + bytes.size)
        throw new ApiError(0, { code: "unreachable", message: "gone" }, null)
      }
      expect(offset).toBe(parts.get(sha256) ?? 0)
      chunks.push({ sha256, offset })
      parts.set(sha256, offset + bytes.size)
    },
    complete: async () => {
      for (const [sha256, size] of sizes) expect(parts.get(sha256)).toBe(size)
      return { tree: "t".repeat(64) }
    },
  }
  return { api, chunks, fail: (times: number) => (failuresLeft = times) }
}

const picked: Picked = {
  name: "model",
  kind: "folder",
  files: [
    { path: "a.bin", file: new Blob([new Uint8Array(3 * MIB).fill(1)]) },
    { path: "b.bin", file: new Blob([new Uint8Array(10).fill(2)]) },
  ],
}
const sleep = async () => {}

test("a tree is sent in chunks, and its reference names the folder", async () => {
  const { api, chunks } = fakeServer()
  const seen: UploadProgress[] = []
  const reference = await sendTree(picked, {
    api,
    hash,
    sleep,
    signal: new AbortController().signal,
    onProgress: (progress) => seen.push(progress),
  })
  expect(reference).toBe(`caudal://trees/${"t".repeat(64)}/model/`)
  expect(chunks).toHaveLength(4)
  expect(seen.at(-1)).toMatchObject({ phase: "sending", doneBytes: 3 * MIB + 10, totalBytes: 3 * MIB + 10 })
})

test("an upload that was killed half-way goes on where it stood, and what is there is never sent again", async () => {
  const { api, chunks } = fakeServer()
  const first = new AbortController()
  const killed = sendTree(picked, {
    api,
    hash,
    sleep,
    signal: first.signal,
    onProgress: ({ doneBytes }) => doneBytes >= 2 * MIB && doneBytes < 3 * MIB && first.abort(),
  })
  await expect(killed).rejects.toThrow()
  const before = chunks.length
  await sendTree(picked, { api, hash, sleep, signal: new AbortController().signal, onProgress: () => {} })
  expect(before).toBeGreaterThan(0)
  expect(chunks).toHaveLength(4)
  await sendTree(picked, { api, hash, sleep, signal: new AbortController().signal, onProgress: () => {} })
  expect(chunks).toHaveLength(4)
})

test("a network that fails is asked what arrived, and the rest follows", async () => {
  const { api, fail } = fakeServer()
  fail(3)
  const signal = new AbortController().signal
  expect(await sendTree(picked, { api, hash, sleep, signal, onProgress: () => {} })).toContain("caudal://trees/")
})

test("what the server refuses is not tried again", async () => {
  const { api } = fakeServer()
  const full = new ApiError(507, { code: "assets.disk_full", message: "The disk is full." }, null)
  const refusing: UploadApi = { ...api, sendChunk: async () => await Promise.reject(full) }
  const signal = new AbortController().signal
  await expect(sendTree(picked, { api: refusing, hash, sleep, signal, onProgress: () => {} })).rejects.toBe(full)
})
