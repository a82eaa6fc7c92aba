import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { afterEach, beforeEach, expect, test } from "vitest"

import { removeTree } from "./remove-tree.ts"

/** Nobody's number on any machine: root may empty any folder, so root's tests act as this user. */
const ORDINARY_UID = 54_322
const isRoot = process.geteuid?.() === 0

beforeEach(() => {
  if (isRoot) process.seteuid?.(ORDINARY_UID)
})
afterEach(() => {
  if (isRoot) process.seteuid?.(0)
})

test("closed folders at any depth are removed by an ordinary user, and what a link leads to stays", async () => {
  const base = mkdtempSync(path.join(tmpdir(), "caudal-remove-"))
  const [copy, kept] = [path.join(base, "root/tmp/copy"), path.join(base, "kept")]
  mkdirSync(path.join(copy, "model/deep"), { recursive: true })
  mkdirSync(kept)
  for (const file of [path.join(copy, "model/deep/weights.bin"), path.join(kept, "file")]) writeFileSync(file, "x")
  symlinkSync(kept, path.join(copy, "link"))
  for (const closed of ["model/deep", "model", "."]) chmodSync(path.join(copy, closed), 0o555)
  chmodSync(kept, 0o555)
  await removeTree(path.join(base, "root"))
  expect(existsSync(path.join(base, "root"))).toBe(false)
  expect(readFileSync(path.join(kept, "file"), "utf8")).toBe("x")
  await removeTree(path.join(base, "root"))
  chmodSync(kept, 0o700)
  rmSync(base, { recursive: true })
})
