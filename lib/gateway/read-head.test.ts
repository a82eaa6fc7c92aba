import { expect, test } from "vitest"

import { readHead } from "./read-head.ts"

const HOST = ["Host", "localhost:8443"]

function read(rawHeaders: string[], url = "/endpoints/a/score", httpVersionMinor = 1) {
  return readHead({ url, httpVersionMinor, rawHeaders })
}

test.each([
  ["two Host headers", [...HOST, "host", "other"], "/"],
  ["no Host header", [], "/"],
  ["two Authorization headers", [...HOST, "Authorization", "a", "authorization", "b"], "/"],
  ["two pins", [...HOST, "azureml-model-deployment", "a", "Azureml-Model-Deployment", "b"], "/"],
  ["a length beside chunked", [...HOST, "Content-Length", "4", "Transfer-Encoding", "chunked"], "/"],
  ["two lengths", [...HOST, "Content-Length", "4", "Content-Length", "4"], "/"],
  ["a length that is no number", [...HOST, "Content-Length", "+4"], "/"],
  ["a length list", [...HOST, "Content-Length", "4, 4"], "/"],
  ["a coding that is not chunked", [...HOST, "Transfer-Encoding", "gzip, chunked"], "/"],
  ["chunked twice", [...HOST, "Transfer-Encoding", "chunked", "Transfer-Encoding", "chunked"], "/"],
  ["absolute-form with another host", HOST, "http://evil.example/endpoints/a/score"],
  ["absolute-form with user information", HOST, "http://x@localhost:8443/"],
  ["an asterisk", HOST, "*"],
])("%s is refused: two programs could read it differently", (_what, headers, url) => {
  expect(read(headers, url)).toHaveProperty("refused")
})

test("chunked coding in HTTP/1.0 is refused", () => {
  expect(read([...HOST, "Transfer-Encoding", "chunked"], "/", 0)).toHaveProperty("refused")
})

test("absolute-form with the same host is read as its path and query", () => {
  expect(read(HOST, "http://LOCALHOST:8443/score?x=1")).toHaveProperty("head.target", "/score?x=1")
  expect(read(HOST, "http://localhost:8443?x=1")).toHaveProperty("head.target", "/?x=1")
})

test("headers for one hop, credentials, cookies and the gateway's own names do not reach the instance", () => {
  const reading = read([
    ...HOST,
    "Authorization",
    "Bearer k",
    "Cookie",
    "s=1",
    "Connection",
    "keep-alive, X-Secret",
    "X-Secret",
    "1",
    "Keep-Alive",
    "timeout=5",
    "TE",
    "trailers",
    "Trailer",
    "x",
    "Upgrade",
    "h2c",
    "Proxy-Authorization",
    "b",
    "Expect",
    "100-continue",
    "x-request-id",
    "mine",
    "x-caudal-deadline-ms",
    "9",
    "Content-Length",
    "2",
    "Accept",
    "*/*",
    "X-Custom",
    "a b",
  ])
  expect(reading).toHaveProperty("head.forwardLines", "Accept: */*\r\nX-Custom: a b\r\n")
})

test("the client's request id keeps letters, digits, - and _, and at most 40 of them", () => {
  expect(read([...HOST, "x-ms-client-request-id", "a b<c>_-" + "9".repeat(60)])).toHaveProperty(
    "head.clientRequestId",
    "abc_-" + "9".repeat(35),
  )
})
