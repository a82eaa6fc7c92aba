import { execFileSync } from "node:child_process"
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { afterEach, beforeEach, expect, test } from "vitest"

import { chooseIgnored } from "./choose-ignored.ts"
import { walkTree } from "./walk-tree.ts"

let root = ""

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "caudal-walk-")))
})

afterEach(() => {
  rmSync(root, { recursive: true, force: true })
  rmSync(`${root}-neighbour`, { recursive: true, force: true })
})

function write(name: string, text = "x"): string {
  const file = path.join(root, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

async function names(kind: "code" | "model"): Promise<string[]> {
  return (await walkTree(root, chooseIgnored(root, kind))).map((file) => file.path)
}

test("files come sorted by path, with size and the owner's execute bit", async () => {
  write("b.txt", "four")
  chmodSync(write("a/run.sh"), 0o755)
  expect(await walkTree(root, () => false)).toEqual([
    { path: "a/run.sh", absolute: path.join(root, "a/run.sh"), size: 1, executable: true },
    { path: "b.txt", absolute: path.join(root, "b.txt"), size: 4, executable: false },
  ])
})

test("code leaves out caches and what .gitignore names; a model only .git and .amlignore", async () => {
  for (const name of ["score.py", "__pycache__/s.pyc", ".git/HEAD", "notes.md", "m.joblib"]) write(name)
  write(".gitignore", "*.md\n*.joblib\n")
  expect(await names("code")).toEqual([".gitignore", "score.py"])
  expect(await names("model")).toEqual([".gitignore", "__pycache__/s.pyc", "m.joblib", "notes.md", "score.py"])
})

test(".amlignore stands in place of .gitignore", async () => {
  for (const name of ["a.py", "b.md", "c.txt"]) write(name)
  write(".gitignore", "*.py\n")
  write(".amlignore", "*.md\n.amlignore\n.gitignore\n")
  expect(await names("code")).toEqual(["a.py", "c.txt"])
})

test("links inside the folder are followed", async () => {
  write("real/file.txt", "abc")
  symlinkSync("real", path.join(root, "folder-link"))
  symlinkSync("real/file.txt", path.join(root, "file-link"))
  const files = await walkTree(root, () => false)
  expect(files.map((file) => [file.path, file.size])).toEqual([
    ["file-link", 3],
    ["folder-link/file.txt", 3],
    ["real/file.txt", 3],
  ])
})

test.each([
  ["leaves the folder", "/etc/hostname", /^out is a link that leaves the folder/],
  ["leaves it by ..", "../", /^out is a link that leaves the folder/],
  ["points at nothing", "gone", /^out is a link that points at nothing/],
  ["points at a folder around it", ".", /^out is a link to a folder that contains it/],
])("a link that %s is refused by name", async (_what, target, message) => {
  write("file.txt")
  symlinkSync(target, path.join(root, "out"))
  await expect(walkTree(root, () => false)).rejects.toThrow(message)
})

test("a neighbour whose name begins like the folder's is outside", async () => {
  mkdirSync(`${root}-neighbour`)
  writeFileSync(`${root}-neighbour/secret`, "x")
  symlinkSync(`${root}-neighbour/secret`, path.join(root, "out"))
  await expect(walkTree(root, () => false)).rejects.toThrow("leaves the folder")
})

test("a link that leaves the folder may be left out by a rule", async () => {
  write("score.py")
  write(".amlignore", "out\n.amlignore\n")
  symlinkSync("/etc/hostname", path.join(root, "out"))
  expect(await names("code")).toEqual(["score.py"])
})

test("a pipe is refused by name", async () => {
  execFileSync("mkfifo", [path.join(root, "pipe")])
  await expect(walkTree(root, () => false)).rejects.toThrow("pipe is neither a file nor a folder")
})
