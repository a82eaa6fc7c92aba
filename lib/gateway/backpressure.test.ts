import { once } from "node:events"
import { connect, createServer } from "node:net"
import type { Socket } from "node:net"

import { expect, test, vi } from "vitest"

import { sendRaw } from "./testing/send.ts"
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

/** Sends the same request `times` times on one connection and reads nothing. */
function askAndNotRead(gateway: TestGateway, more: string, times: number): Socket {
  const socket = connect(gateway.port, "127.0.0.1", () => socket.write(`GET ${HEAD}${more}\r\n`.repeat(times)))
  socket.pause()
  socket.on("error", () => undefined)
  return socket
}

function connections(gateway: TestGateway): Promise<number> {
  return new Promise((resolve, reject) => {
    gateway.gateway.server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)))
  })
}

test.each([
  ["the model's", ""],
  ["the gateway's own", "azureml-model-deployment: none\r\n"],
])("a caller that asks often and never reads small answers of %s is cut off after a while", async (_whose, more) => {
  await using gateway = await startTestGateway({ callerStallMs: 200 })
  await gateway.instance("blue", (_req, res) => res.end("x".repeat(16_000)))
  // Their names stand in the refusal, so that it is as large as the model's answer.
  const others = Array.from({ length: 200 }, (_, i) => deployment(`${"x".repeat(80)}${i}`, []))
  const blue = deployment("blue", [gateway.socketOf("blue")], { maxConcurrentRequestsPerInstance: 1000 })
  gateway.route(route([blue, ...others], { blue: 100 }))
  const socket = askAndNotRead(gateway, more, 1000)
  await vi.waitFor(async () => expect(await connections(gateway)).toBe(1), PATIENCE)
  await vi.waitFor(async () => expect(await connections(gateway)).toBe(0), PATIENCE)
  socket.destroy()
})

test("an answer that waits for the one before it on the connection is not counted as unread", async () => {
  await using gateway = await startTestGateway({ callerStallMs: 50 })
  await gateway.instance("blue", (req, res) => {
    setTimeout(() => res.end(req.url), req.url === "/slow" ? 300 : 0)
  })
  routeBlue(gateway, { maxConcurrentRequestsPerInstance: 2 })
  const request = (path: string, more = "") => `GET ${HEAD.replace("/score", path)}${more}\r\n`
  const text = await sendRaw(gateway.port, request("/slow") + request("/quick", "Connection: close\r\n"))
  expect(text).toMatch(/\r\n\r\n\/slowHTTP.*\r\n\r\n\/quick$/s)
})

test("an answer in many small chunks waits for its caller once, not once a chunk", async () => {
  await using gateway = await startTestGateway()
  const chunks = "1\r\nx\r\n".repeat(10_000)
  const model = createServer((socket) => {
    socket.on("error", () => undefined)
    socket.once("data", () => {
      socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
      const more = () => {
        while (socket.write(chunks));
      }
      socket.on("drain", more)
      more()
    })
  })
  await gateway.listen("blue", model)
  routeBlue(gateway)
  let waiting = 0
  gateway.gateway.server.on("request", (_req, res) => {
    res.on("newListener", (event) => {
      if (event === "drain") waiting = Math.max(waiting, res.listenerCount("drain") + 1)
    })
  })
  const socket = askAndNotRead(gateway, "", 1)
  await vi.waitFor(() => expect(waiting).toBeGreaterThan(0), PATIENCE)
  socket.resume()
  await once(socket, "data")
  expect(waiting).toBe(1)
  socket.destroy()
})
