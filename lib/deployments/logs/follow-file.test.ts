import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"

import { afterAll, beforeAll, expect, test } from "vitest"

import { followFile } from "./follow-file.ts"

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "caudal-follow-"))
})
afterAll(async () => await rm(folder, { recursive: true, force: true }))

async function collect(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = []
  for await (const line of lines) all.push(line)
  return all
}
const never = () => Promise.resolve(false)
const always = () => Promise.resolve(true)

test("a file that appears late and grows is read line by line until it is over", async () => {
  const file = path.join(folder, "late.log")
  let isWritten = false
  const lines = followFile(file, { tail: 10, isOver: () => Promise.resolve(isWritten) })
  const first = lines.next()
  await writeFile(file, "one\ntw")
  expect((await first).value).toBe("one")
  const second = lines.next()
  await appendFile(file, "o\n")
  expect((await second).value).toBe("two")
  await appendFile(file, "three\nhalf")
  isWritten = true
  expect(await collect(lines)).toEqual(["three"])
})

test("of what is there only the end is read, and everything that is new", async () => {
  const file = path.join(folder, "long.log")
  await writeFile(file, `${Array.from({ length: 100_000 }, (_unused, n) => `line ${n}`).join("\n")}\n`)
  expect(await collect(followFile(file, { tail: 2, isOver: always }))).toEqual(["line 99998", "line 99999"])
  const lines = followFile(file, { tail: 0, isOver: never })
  const next = lines.next()
  setTimeout(() => void appendFile(file, "new\n"), 300)
  expect((await next).value).toBe("new")
  await lines.return(undefined)
})

test("it ends with the reader, also while there is no file", async () => {
  const gone = new AbortController()
  const lines = collect(followFile(path.join(folder, "none.log"), { tail: 1, isOver: never, signal: gone.signal }))
  gone.abort()
  expect(await lines).toEqual([])
  expect(await collect(followFile(path.join(folder, "none.log"), { tail: 1, isOver: always }))).toEqual([])
})
