import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { afterEach, beforeEach, expect, test } from "vitest"

import { openRotatingFile } from "./rotating-file.ts"

const MIB = Buffer.alloc(1024 * 1024, "x")
let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "caudal-log-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

test("a log never grows past its limit, and the newest lines are in the file of its name", () => {
  const file = path.join(folder, "a.log")
  const log = openRotatingFile(file)
  for (let i = 0; i < 55; i++) log.write(MIB)
  log.write(Buffer.from("last"))
  expect(readFileSync(file, "utf8").endsWith("last")).toBe(true)
  const sizes = ["", ".1", ".2", ".3"].map((end) => statSync(`${file}${end}`).size)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(10 * MIB.length)
  expect(() => statSync(`${file}.4`)).toThrow("ENOENT")
})

test("a log that somebody deletes goes on in a new file", () => {
  const file = path.join(folder, "a.log")
  const log = openRotatingFile(file)
  for (let i = 0; i < 10; i++) log.write(MIB)
  rmSync(file)
  log.write(Buffer.from("one more"))
  expect(readFileSync(file, "utf8")).toBe("one more")
  log.write(Buffer.from(" and one"))
  expect(readFileSync(file, "utf8")).toBe("one more and one")
})
