import fc from "fast-check"
import { expect, test } from "vitest"

import { DEFAULT_LIMITS } from "./limits.ts"
import { ResponseParser } from "./response-parser.ts"

interface Run {
  readonly progress: string
  readonly status: number | undefined
  readonly body: string
  readonly continues: number
}

/** Feeds `text` in pieces that end at `cuts`. */
function run(text: string, cuts: readonly number[] = [], isHead = false): Run {
  let status: number | undefined
  let body = ""
  let continues = 0
  const parser = new ResponseParser(
    {
      onContinue: () => continues++,
      onHead: (head) => (status = head.status),
      onBody: (data) => (body += Buffer.from(data).toString("latin1")),
    },
    DEFAULT_LIMITS,
    isHead,
  )
  const bytes = Buffer.from(text, "latin1")
  const ends = [...new Set([...cuts.filter((cut) => cut > 0 && cut < bytes.length), bytes.length])].toSorted(
    (a, b) => a - b,
  )
  let progress = "more"
  let start = 0
  for (const end of ends) {
    if (progress !== "more") return { progress: "malformed", status, body, continues }
    progress = parser.push(Buffer.from(bytes.subarray(start, end)))
    start = end
  }
  return { progress, status, body, continues }
}

const ANSWERS = {
  length: ["HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello", "complete", 200, "hello"],
  empty: ["HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", "complete", 200, ""],
  none: ["HTTP/1.1 204 No Content\r\n\r\n", "complete", 204, ""],
  chunked: [
    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nt: 1\r\n\r\n",
    "complete",
    200,
    "hello",
  ],
  interim: ["HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok", "complete", 200, "ok"],
  close: ["HTTP/1.1 200 OK\r\n\r\nuntil the end", "more", 200, "until the end"],
} as const

test.each(Object.entries(ANSWERS))(
  "an answer framed by %s is read the same in whatever pieces it comes",
  (_name, answer) => {
    const [text, progress, status, body] = answer
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: text.length }), { maxLength: text.length }), (cuts) => {
        expect(run(text, cuts)).toMatchObject({ progress, status, body })
      }),
    )
  },
)

test("an answer to HEAD has no body, whatever its length says", () => {
  expect(run("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n", [], true)).toMatchObject({
    progress: "complete",
    body: "",
  })
})

test.each([
  "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello world",
  "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\nHTTP/1.1 200 OK\r\n",
  "HTTP/1.1 101 Switching\r\n\r\n",
  "HTTP/1.1 100 C\r\n\r\n".repeat(9),
  "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n",
  "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\n",
  "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabcX0\r\n\r\n",
  "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n-1\r\n",
  "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n123456789\r\n",
  `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;${"x".repeat(5000)}\r\na\r\n`,
  "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nmore",
  `HTTP/1.1 200 OK\r\nx: ${"y".repeat(70_000)}`,
  "SSH-2.0-OpenSSH\r\n\r\n",
])("%j is malformed, and more after it would be another answer", (text) => {
  expect(run(text).progress).toBe("malformed")
})

test("no bytes whatever crash the parser or make it hang", () => {
  const outcomes = new Set<string>()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.array(fc.nat(50), { maxLength: 5 }), (garbage, cuts) => {
      outcomes.add(run("HTTP/1.1 200 OK\r\n" + Buffer.from(garbage).toString("latin1"), cuts).progress)
    }),
  )
  expect(["more", "complete", "malformed"]).toEqual(expect.arrayContaining([...outcomes]))
})
