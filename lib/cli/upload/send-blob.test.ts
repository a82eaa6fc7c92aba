import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { afterEach, beforeEach, expect, test } from "vitest"

import { ServerError } from "../client/read-error.ts"
import { CliError } from "../errors.ts"
import { fakeClient } from "../testing/fake-client.ts"
import type { Answer } from "../testing/fake-client.ts"

import { sendBlob } from "./send-blob.ts"

const PATH = "/uploads/1/blobs/2"
const broken = () => new CliError("No answer (ECONNRESET).", { cause: new Error("ECONNRESET") })
const refused = (status: number) => new ServerError(status, "assets.refused", "Refused.", [], undefined)

let file = ""

beforeEach(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), "caudal-send-")), "weights.bin")
  writeFileSync(file, "0123456789")
})
afterEach(() => rmSync(path.dirname(file), { recursive: true }))

/** Sends ten bytes, four at a time, to a server that answers so; what was put where, and what was told. */
async function send(answer: Answer, { offset = 0, size = 10, signal = new AbortController().signal } = {}) {
  const puts: string[] = []
  const told: number[] = []
  const client = fakeClient(async (method, path, request) => {
    if (method === "PUT")
      puts.push(`${request?.headers?.["upload-offset"]}:${new TextDecoder().decode(request?.bytes)}`)
    return await answer(method, path, request)
  })
  const blob = { sha256: "2", size, offset, file }
  const onBytes = (total: number) => void told.push(total)
  const error: unknown = await sendBlob(client, PATH, blob, { chunkBytesMax: 4, onBytes, signal }).catch(
    (cause: unknown) => cause,
  )
  return { puts, told, error }
}

test("chunks follow each other from where the server stands", async () => {
  expect(await send(() => ({}), { offset: 3 })).toEqual({
    puts: ["3:3456", "7:789"],
    told: [7, 10],
    error: undefined,
  })
})

test.each([
  ["a connection that breaks", broken],
  ["another command that sends the same file", () => refused(409)],
])("after %s it goes on from what the server has", async (_what, failure) => {
  let count = 0
  const sent = await send((method) => {
    if (method === "HEAD") return { headers: { "upload-offset": "6" } }
    count += 1
    if (count === 2) throw failure()
    return {}
  })
  expect(sent).toEqual({ puts: ["0:0123", "4:4567", "6:6789"], told: [4, 10], error: undefined })
})

test("what will not pass ends it at once", async () => {
  const sent = await send(() => {
    throw refused(400)
  })
  expect(sent).toMatchObject({ puts: ["0:0123"], told: [], error: { status: 400 } })
})

test("a file that became shorter is told by name", async () => {
  const { error, puts } = await send(() => ({}), { size: 20 })
  expect(puts).toEqual(["0:0123", "4:4567"])
  expect(error).toMatchObject({ message: `${file} became shorter while it was uploaded. Run the command again.` })
})

test("once it is stopped no further chunk is sent, also while it waits to try again", async () => {
  const stop = new AbortController()
  const between = await send(
    () => {
      stop.abort()
      return {}
    },
    { signal: stop.signal },
  )
  expect(between.puts).toEqual(["0:0123"])
  expect(between.error).toMatchObject({ name: "AbortError" })

  const waiting = new AbortController()
  const sent = await send(
    () => {
      setTimeout(() => waiting.abort(), 5)
      throw broken()
    },
    { signal: waiting.signal },
  )
  expect(sent.puts).toEqual(["0:0123"])
  expect(sent.error).toMatchObject({ name: "AbortError" })
})
