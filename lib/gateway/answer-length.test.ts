import { createServer } from "node:net"

import { expect, test } from "vitest"

import { sendRaw } from "./testing/send.ts"
import { deployment, route, startTestGateway, TEST_KEY } from "./testing/test-gateway.ts"

const request = (method: string, more = "") =>
  `${method} /endpoints/diabetes/x HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${TEST_KEY}\r\n${more}\r\n`

/** What a model can say about an answer's length that is not so for the answer that the caller gets. */
test.each([
  ["GET", "304 Not Modified\r\ncontent-length: 500", 424, "content-length: 0"],
  ["GET", "304 Not Modified\r\ntransfer-encoding: chunked", 424, "content-length: 0"],
  ["GET", "304 Not Modified", 424, "content-length: 0"],
  ["GET", "204 No Content\r\ncontent-length: 500", 204, undefined],
  ["GET", "204 No Content\r\ntransfer-encoding: chunked", 204, undefined],
  ["GET", "205 Reset Content\r\ncontent-length: 0", 205, "content-length: 0"],
  ["GET", "102 Processing\r\ncontent-length: 5\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0", 200, "content-length: 0"],
  ["HEAD", "200 OK\r\ncontent-length: 500", 200, "content-length: 500"],
  ["HEAD", "200 OK\r\ntransfer-encoding: chunked", 200, undefined],
  ["HEAD", "304 Not Modified\r\ncontent-length: 500", 424, "content-length: 500"],
  ["HEAD", "500 Oops\r\ncontent-length: 500", 424, "content-length: 500"],
])(
  "after %s and a model's %j the next answer on the connection begins where it should",
  async (method, head, status, length) => {
    await using gateway = await startTestGateway()
    let requests = 0
    const model = createServer((socket) => {
      socket.on("data", () => {
        requests++
        socket.write(
          `HTTP/1.1 ${requests === 1 ? head : "200 OK\r\ncontent-length: 2"}\r\n\r\n${requests === 1 ? "" : "ok"}`,
        )
      })
      socket.on("error", () => undefined)
    })
    await gateway.listen("blue", model)
    gateway.route(route([deployment("blue", [gateway.socketOf("blue")])], { blue: 100 }))
    const text = await sendRaw(gateway.port, request(method) + request("GET", "Connection: close\r\n"))
    const [first = "", second = "", body] = text.split("\r\n\r\n")
    expect(first).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(/content-length: \d+/.exec(first)?.[0]).toBe(length)
    expect(first).not.toContain("transfer-encoding")
    expect(second).toMatch(/^HTTP\/1.1 200 /)
    expect(body).toBe("ok")
  },
)
