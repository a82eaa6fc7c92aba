import { expect, test } from "vitest"

import { toPicked, withoutLeftOut } from "./picked.ts"

const file = (path: string, text = "") => ({ path, file: new Blob([text]) })

test("a picked folder keeps its name, and paths are seen from inside it", () => {
  const picked = toPicked([file("model/a.bin"), file("model/deep/b.bin")], "model")
  expect(picked).toMatchObject({ name: "model", kind: "folder", files: [{ path: "a.bin" }, { path: "deep/b.bin" }] })
})

test("one file is a model by itself, and code is always a folder", () => {
  expect(toPicked([file("model.pkl")], "model")).toMatchObject({ name: "model.pkl", kind: "file" })
  expect(toPicked([file("score.py")], "code")).toMatchObject({ name: "code", kind: "folder" })
  expect(toPicked([], "code")).toBeNull()
})

test("the same is left out as by the command line", async () => {
  const files = [
    file("score.py"),
    file("notes.txt"),
    file("__pycache__/score.pyc"),
    file(".git/config"),
    file("data/big.csv"),
    file(".gitignore", "data/\n*.txt\n"),
  ]
  const code = await withoutLeftOut({ name: "code", kind: "folder", files }, "code")
  expect(code.files.map(({ path }) => path)).toEqual([".gitignore", "score.py"])
  const model = await withoutLeftOut({ name: "model", kind: "folder", files }, "model")
  expect(model.files.map(({ path }) => path)).toContain("data/big.csv")
})
