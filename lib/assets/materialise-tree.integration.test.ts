import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import path from "node:path"

import { afterAll, beforeAll, expect, test } from "vitest"

import { createUpload } from "./create-upload.ts"
import { materialiseTree } from "./materialise-tree.ts"
import { bringTree, filesOf, hashOf } from "./testing/bring-tree.ts"
import { createAssetFixture } from "./testing/create-asset-fixture.ts"
import type { AssetFixture } from "./testing/create-asset-fixture.ts"

let fixture: AssetFixture
beforeAll(async () => {
  fixture = await createAssetFixture()
})
afterAll(async () => {
  await fixture.end()
})

const blobFile = (digest: string) => path.join(fixture.home.blobs, digest.slice(0, 2), digest.slice(2))

test("a tree becomes a read-only folder with its files, links where it can and own files where the mode differs", async () => {
  const contents = { "score.py": "def run(x): return x", "lib/__init__.py": "", "bin/start.sh": "#!/bin/sh\n" }
  const digest = await bringTree(fixture.ours, fixture.home, contents)
  const folder = await materialiseTree(fixture.home, digest)
  expect(folder).toBe(path.join(fixture.home.trees, digest))
  for (const [name, text] of Object.entries(contents)) {
    expect(readFileSync(path.join(folder, name), "utf8")).toBe(text)
  }
  const modeOf = (name: string) => statSync(path.join(folder, name)).mode & 0o777
  expect([".", "lib", "bin", "score.py", "bin/start.sh"].map(modeOf)).toEqual([0o555, 0o555, 0o555, 0o444, 0o555])
  const inodeOf = (file: string) => statSync(file).ino
  expect(inodeOf(path.join(folder, "score.py"))).toBe(inodeOf(blobFile(hashOf(contents["score.py"]))))
  expect(statSync(blobFile(hashOf(contents["bin/start.sh"]))).mode & 0o777).toBe(0o444)
})

test("many callers at once get the same whole folder and leave nothing else behind", async () => {
  const contents = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`d${i % 5}/f${i}`, `contents ${i}`]))
  const digest = await bringTree(fixture.ours, fixture.home, contents)
  const folders = await Promise.all(Array.from({ length: 8 }, () => materialiseTree(fixture.home, digest)))
  expect(new Set(folders).size).toBe(1)
  expect(readdirSync(fixture.home.trees).filter((name) => name.startsWith(".tmp-"))).toEqual([])
  expect(readdirSync(path.join(folders[0] ?? "", "d3"))).toHaveLength(10)
})

test("damaged contents are found before anything runs on them, and are asked for again", async () => {
  const contents = { "weights.bin": "0123456789" }
  const digest = await bringTree(fixture.ours, fixture.home, contents)
  const blob = blobFile(hashOf(contents["weights.bin"]))
  chmodSync(blob, 0o644)
  writeFileSync(blob, "012345678!")
  await expect(materialiseTree(fixture.home, digest)).rejects.toThrow(
    expect.objectContaining({ code: "assets.tree_damaged", target: "weights.bin" }),
  )
  expect(existsSync(path.join(fixture.home.trees, digest))).toBe(false)
  const upload = await createUpload(fixture.ours, { files: filesOf(contents) }, fixture.home)
  expect(upload.missing).toHaveLength(1)
  await bringTree(fixture.ours, fixture.home, contents)
  expect(existsSync(await materialiseTree(fixture.home, digest))).toBe(true)
})

test("a tree whose contents are gone is refused by its name", async () => {
  const digest = await bringTree(fixture.ours, fixture.home, { "gone.bin": "gone" })
  rmSync(blobFile(hashOf("gone")))
  await expect(materialiseTree(fixture.home, digest)).rejects.toThrow(
    expect.objectContaining({ code: "assets.tree_damaged" }),
  )
  await expect(materialiseTree(fixture.home, "0".repeat(64))).rejects.toThrow(
    expect.objectContaining({ code: "assets.tree_damaged" }),
  )
})

test("a digest that is a path never reaches the disk", async () => {
  await expect(materialiseTree(fixture.home, "../../etc")).rejects.toThrow("SHA-256")
})
