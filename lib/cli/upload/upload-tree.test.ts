import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { setImmediate } from "node:timers/promises"

import { afterEach, beforeEach, expect, test } from "vitest"

import { uploadInput } from "#lib/assets/contract.ts"

import { ServerError } from "../client/read-error.ts"
import { fakeClient } from "../testing/fake-client.ts"

import { uploadTree } from "./upload-tree.ts"
import type { TreeFile } from "./walk-tree.ts"

const CHUNK = 4
let folder = ""

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "caudal-tree-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

function file(name: string, contents: string): TreeFile {
  const absolute = path.join(folder, name)
  writeFileSync(absolute, contents)
  return { path: name, absolute, size: contents.length, executable: false }
}

const twenty = () => Array.from({ length: 20 }, (_, i) => file(`f${i}`, `${i}`.padEnd(3 * CHUNK, ".")))

/** A server that lacks every file that it is told of. */
function openUpload(json: unknown) {
  const missing = uploadInput.parse(json).files.map(({ sha256, size }) => ({ sha256, size, offset: 0 }))
  const expires = "2026-01-01T00:00:00Z"
  return { id: "1", tree: "0".repeat(64), missing, chunk_bytes_max: CHUNK, expires_at: expires }
}

test("the first file that cannot be sent ends the others' sending and the telling of it", async () => {
  let puts = 0
  const told: number[] = []
  const client = fakeClient(async (method, _path, request) => {
    if (method === "POST") return { json: openUpload(request?.json) }
    puts += 1
    if (puts === 2) throw new ServerError(403, "assets.refused", "Refused.", [], undefined)
    await setImmediate()
    request?.signal?.throwIfAborted()
    return {}
  })
  await expect(uploadTree(client, twenty(), (done) => void told.push(done))).rejects.toThrow("Refused.")
  const soFar = { puts, told: told.length }
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect({ puts, told: told.length }).toEqual(soFar)
  expect(puts).toBeLessThan(20)
})

test("the first file that cannot be read ends the others' reading, and nothing is sent", async () => {
  const requests: string[] = []
  const client = fakeClient((method, url) => {
    requests.push(`${method} ${url}`)
    return {}
  })
  const read: string[] = []
  const files = twenty().map((one, i) => ({
    ...one,
    get absolute() {
      read.push(one.path)
      return i === 0 ? path.join(folder, "gone") : one.absolute
    },
  }))
  await expect(uploadTree(client, files, () => {})).rejects.toThrow("ENOENT")
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(read.length).toBeLessThan(20)
  expect(requests).toEqual([])
})
