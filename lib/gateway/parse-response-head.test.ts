import { expect, test } from "vitest"

import { parseResponseHead } from "./parse-response-head.ts"

const parse = (...lines: string[]) => parseResponseHead(lines.join("\r\n"), 20)

test("a plain head is read, with names in lower case and values trimmed", () => {
  expect(parse("HTTP/1.1 200 OK", "Content-Type:  text/plain ", "CONTENT-LENGTH: 12", "x-Ms-run: 1")).toEqual({
    status: 200,
    headers: ["content-type", "text/plain", "x-ms-run", "1"],
    contentLength: 12,
    isChunked: false,
    keepsAlive: true,
    isBusy: false,
  })
})

test.each([
  ["HTTP/2 200"],
  ["HTTP/1.1 20"],
  ["HTTP/1.1 099 no"],
  ["http/1.1 200 OK"],
  ["HTTP/1.1 200 OK", "no-colon"],
  ["HTTP/1.1 200 OK", "bad name: 1"],
  ["HTTP/1.1 200 OK", ": 1"],
  ["HTTP/1.1 200 OK", "a: 1\nb: 2"],
  ["HTTP/1.1 200 OK", "a: 1\rb: 2"],
  ["HTTP/1.1 200 OK", "a: 1", " folded"],
  ["HTTP/1.1 200 OK", "a: \0"],
  ["HTTP/1.1 200 OK", "content-length: 1", "content-length: 1"],
  ["HTTP/1.1 200 OK", "content-length: 1, 1"],
  ["HTTP/1.1 200 OK", "content-length: -1"],
  ["HTTP/1.1 200 OK", "content-length: 0x1"],
  ["HTTP/1.1 200 OK", "content-length: 1", "transfer-encoding: chunked"],
  ["HTTP/1.1 200 OK", "transfer-encoding: gzip"],
  ["HTTP/1.1 200 OK", "transfer-encoding: chunked", "transfer-encoding: chunked"],
  ["HTTP/1.0 200 OK", "transfer-encoding: chunked"],
  ["HTTP/1.1 200 OK", ...Array.from({ length: 21 }, (_, i) => `h${i}: 1`)],
])("%j is refused", (...lines) => {
  expect(parse(...lines)).toBeUndefined()
})

test("cookies, headers for one hop, nominated ones and the gateway's own names do not reach the caller", () => {
  const head = parse(
    "HTTP/1.1 200 OK",
    "set-cookie: a=1",
    "connection: close, x-hop",
    "x-hop: 1",
    "keep-alive: timeout=5",
    "strict-transport-security: max-age=1",
    "x-request-id: theirs",
    "azureml-model-deployment: evil",
    "x-good: 1",
  )
  expect(head?.headers).toEqual(["x-good", "1"])
  expect(head?.keepsAlive).toBe(false)
})

test("busy is said by x-caudal-busy: 1", () => {
  expect(parse("HTTP/1.1 503 Busy", "x-caudal-busy: 1", "content-length: 0")?.isBusy).toBe(true)
  expect(parse("HTTP/1.1 503 Busy", "x-caudal-busy: 0", "content-length: 0")?.isBusy).toBe(false)
})
