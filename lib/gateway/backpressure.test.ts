import { connect } from "node:net"

import { expect, test, vi } from "vitest"

import { deployment, route, startTestGateway, TEST_KEY } from "./testing/test-gateway.ts"
import type { TestGateway } from "./testing/test-gateway.ts"

const PATIENCE = { timeout: 5000, interval: 10 }
/** What kernel and stream buffers on the way may hold, with room to spare. */
const BUFFERS_BYTES = 24 * 1024 * 1024
const HEAD = `/endpoints/diabetes/score HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${TEST_KEY}\r\n`

function house(gateway: TestGateway): number | undefined {
  return gateway.context.table.find("diabetes")?.deployments.get("blue")?.house
}

function routeBlue(gateway: TestGateway, over = {}): void {
  gateway.route(route([deployment("blue", [gateway.socketOf("blue")], over)], { blue: 100 }))
}

test("a caller that does not read makes the model wait, and is cut off after a while", async () => {
  await using gateway = await startTestGateway({ callerStallMs: 200 })
  let written = 0
  let isClosed = false
  await gateway.instance("blue", (_req, res) => {
    const chunk = Buffer.alloc(256 * 1024)
    const more = () => {
      do written += chunk.length
      while (!isClosed && res.write(chunk))
    }
    res.on("drain", more)
    res.on("close", () => (isClosed = true))
    more()
  })
  routeBlue(gateway)
  const socket = connect(gateway.port, "127.0.0.1", () => socket.write(`GET ${HEAD}\r\n`))
  socket.pause()
  socket.on("error", () => undefined)
  await vi.waitFor(() => expect(isClosed).toBe(true), PATIENCE)
  expect(written).toBeLessThan(BUFFERS_BYTES)
  await vi.waitFor(() => expect(house(gateway)).toBe(0), PATIENCE)
  socket.destroy()
})

test("a model that does not read its body makes the caller wait; the gateway holds no more than its buffer", async () => {
  await using gateway = await startTestGateway({ lingerMs: 50 })
  await gateway.instance("blue", (req) => req.pause())
  routeBlue(gateway, { requestTimeoutMs: 400 })
  const size = 200 * 1024 * 1024
  let sent = 0
  let answer = ""
  const socket = connect(gateway.port, "127.0.0.1")
  const chunk = Buffer.alloc(256 * 1024)
  const more = () => {
    do sent += chunk.length
    while (sent < size && socket.write(chunk))
  }
  socket.on("drain", more)
  socket.on("data", (data) => (answer += data.toString("latin1")))
  socket.on("error", () => undefined)
  socket.write(`POST ${HEAD}Content-Length: ${size}\r\n\r\n`)
  more()
  // Until the time for an answer is over, the body stands still somewhere between the caller and the model.
  await vi.waitFor(() => expect(house(gateway)).toBe(1), PATIENCE)
  const held = sent
  expect(held).toBeLessThan(BUFFERS_BYTES)
  await vi.waitFor(() => expect(answer).toMatch(/^HTTP\/1.1 408/), PATIENCE)
  await vi.waitFor(() => expect(house(gateway)).toBe(0), PATIENCE)
  expect(gateway.context.budget.used).toBe(0)
  socket.destroy()
})
