import { setTimeout as delay } from "node:timers/promises"

import { expect, test } from "vitest"

import { readScoringAnswer } from "./read-scoring-answer.ts"

async function* chunksOf(...chunks: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk)
}
const never = new AbortController().signal
const read = (...chunks: (string | Uint8Array)[]) =>
  readScoringAnswer(chunksOf(...chunks), { bytesMax: 8, deadline: never })

test("text comes as it is, with its byte order mark", async () => {
  expect(await read("ab", "cd")).toEqual({ body: "abcd", isBase64: false, isTruncated: false })
  expect(await read("\uFEFFab")).toMatchObject({ body: "\uFEFFab" })
  expect(await read()).toEqual({ body: "", isBase64: false, isTruncated: false })
})

test("bytes that are no UTF-8 come in base 64", async () => {
  expect(await read(new Uint8Array([0xff, 0xd8]))).toEqual({ body: "/9g=", isBase64: true, isTruncated: false })
})

test("what is longer than the limit is cut, between characters", async () => {
  expect(await read("12345678")).toMatchObject({ body: "12345678", isTruncated: false })
  expect(await read("1234", "56789")).toEqual({ body: "12345678", isBase64: false, isTruncated: true })
  expect(await read("1234567\u00e9x")).toEqual({ body: "1234567", isBase64: false, isTruncated: true })
})

test("an answer that never ends is cut off at the deadline, one that breaks is an error", async () => {
  const deadline = new AbortController()
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("one")
    deadline.abort()
    await delay(60_000, undefined, { signal: deadline.signal })
  }
  expect(await readScoringAnswer(endless(), { bytesMax: 8, deadline: deadline.signal })).toMatchObject({
    body: "one",
    isTruncated: true,
  })
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("one")
    throw new Error("reset")
  }
  await expect(readScoringAnswer(broken(), { bytesMax: 8, deadline: never })).rejects.toThrow("reset")
})
