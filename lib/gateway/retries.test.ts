import { spawn } from "node:child_process"
import { once } from "node:events"
import { createServer } from "node:net"
import type { Socket } from "node:net"

import { expect, test, vi } from "vitest"

import { send } from "./testing/send.ts"
import { deployment, route, startTestGateway } from "./testing/test-gateway.ts"
import type { TestGateway } from "./testing/test-gateway.ts"

function routeTo(gateway: TestGateway, names: readonly string[], over = {}): void {
  const sockets = names.map((name) => gateway.socketOf(name))
  gateway.route(route([deployment("blue", sockets, { maxConcurrentRequestsPerInstance: 10, ...over })], { blue: 100 }))
}

/** An instance that does with each connection what `onData` says, once a request has come. */
async function startRaw(
  gateway: TestGateway,
  name: string,
  onData: (socket: Socket, nth: number) => void,
): Promise<() => number> {
  let requests = 0
  const server = createServer((socket) => {
    socket.on("error", () => undefined)
    socket.on("data", () => onData(socket, ++requests))
  })
  await gateway.listen(name, server)
  return () => requests
}

test("a request goes to another instance when a socket is gone or refuses", async () => {
  await using gateway = await startTestGateway()
  await gateway.instance("alive", (_req, res) => res.end("ok"))
  routeTo(gateway, ["gone", "alive"])
  for (let i = 0; i < 30; i++) expect((await send(gateway.port, { body: "{}" })).text).toBe("ok")
})

test("when no instance takes connections the answer is 503 with Retry-After", async () => {
  await using gateway = await startTestGateway()
  routeTo(gateway, ["gone", "gone too"], { maxQueueWaitMs: 50 })
  const answer = await send(gateway.port, { body: "{}" })
  expect(answer.status).toBe(503)
  expect(answer.headers["retry-after"]).toBe("1")
})

test("a busy instance is passed over for a free one, with the same body", async () => {
  await using gateway = await startTestGateway()
  let busy = 0
  await gateway.instance("busy", (_req, res) => {
    busy++
    res.writeHead(503, { "x-caudal-busy": "1", connection: "close" }).end("busy")
  })
  await gateway.instance("free", (req, res) => req.pipe(res))
  routeTo(gateway, ["busy", "free"])
  for (let i = 0; i < 30; i++) expect((await send(gateway.port, { body: `body ${i}` })).text).toBe(`body ${i}`)
  expect(busy).toBeGreaterThan(0)
})

test("a request waits in the queue while every instance is busy with others' requests, and is 429 in the end", async () => {
  await using gateway = await startTestGateway()
  let left = 3
  await gateway.instance("blue", (_req, res) => {
    if (left-- > 0) res.writeHead(503, { "x-caudal-busy": "1" }).end()
    else res.end("at last")
  })
  routeTo(gateway, ["blue"], { maxQueueWaitMs: 5000 })
  expect((await send(gateway.port, { body: "{}" })).text).toBe("at last")
  left = Infinity
  routeTo(gateway, ["blue"], { maxQueueWaitMs: 60 })
  expect((await send(gateway.port, { body: "{}" })).status).toBe(429)
})

test("a large body is not sent to a busy instance: it waits for 100 Continue and goes to the free one", async () => {
  await using gateway = await startTestGateway()
  let sentToBusy = 0
  const busy = await gateway.instance("busy", () => undefined)
  busy.on("checkContinue", (req, res) => {
    req.on("data", (chunk: Buffer) => (sentToBusy += chunk.length))
    res.writeHead(503, { "x-caudal-busy": "1" }).end()
  })
  await gateway.instance("free", (req, res) => {
    let length = 0
    req.on("data", (chunk: Buffer) => (length += chunk.length))
    req.on("end", () => res.end(String(length)))
  })
  routeTo(gateway, ["busy", "free"])
  const body = "x".repeat(3_000_000)
  for (let i = 0; i < 6; i++) expect((await send(gateway.port, { body })).text).toBe("3000000")
  expect(sentToBusy).toBe(0)
})

test("a POST is never scored twice: an instance that read it and closed gives 424", async () => {
  await using gateway = await startTestGateway()
  const requests = await startRaw(gateway, "blue", (socket) => socket.end())
  await gateway.instance("other", (_req, res) => res.end("ok"))
  routeTo(gateway, ["blue"])
  const answer = await send(gateway.port, { body: "{}" })
  expect(answer.status).toBe(424)
  expect(answer.headers["ms-azureml-model-error-statuscode"]).toBe("502")
  expect(answer.headers["ms-azureml-model-error-reason"]).toBe("instance_lost")
  expect(requests()).toBe(1)
})

test("a GET on a reused connection that died before any answer is asked again, a POST is not", async () => {
  await using gateway = await startTestGateway()
  const requests = await startRaw(gateway, "blue", (socket, nth) => {
    if (nth % 2 === 1) socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
    else socket.end()
  })
  routeTo(gateway, ["blue"])
  expect((await send(gateway.port, { method: "GET" })).text).toBe("ok")
  expect((await send(gateway.port, { method: "GET" })).text).toBe("ok")
  expect(requests()).toBe(3)
  expect((await send(gateway.port, { body: "{}" })).status).toBe(424)
})

test.each(["nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab"])(
  "an instance that answers %j gives 424",
  async (text) => {
    await using gateway = await startTestGateway()
    await startRaw(gateway, "blue", (socket) => socket.write(text))
    routeTo(gateway, ["blue"])
    const answer = await send(gateway.port, { body: "{}" })
    expect(answer.status).toBe(424)
    expect(answer.headers["ms-azureml-model-error-reason"]).toBe("malformed_response")
  },
)

test("an answer that breaks off in the middle breaks off for the caller too, and the next request is served", async () => {
  await using gateway = await startTestGateway()
  await startRaw(gateway, "blue", (socket, nth) => {
    if (nth > 1) socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
    else socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf", () => socket.destroy())
  })
  routeTo(gateway, ["blue"])
  await expect(send(gateway.port, { body: "{}" })).rejects.toThrow(/aborted|hang up/)
  await vi.waitFor(async () => expect((await send(gateway.port, { body: "{}" })).text).toBe("ok"))
})

test("bytes after an answer close the connection: they would be taken for the next one's", async () => {
  await using gateway = await startTestGateway()
  const poison = "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\npoison"
  await startRaw(gateway, "blue", (socket, nth) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
    if (nth === 1) setImmediate(() => setImmediate(() => socket.write(poison)))
  })
  routeTo(gateway, ["blue"])
  for (let i = 0; i < 10; i++) expect((await send(gateway.port, { method: "GET" })).text).toBe("ok")
})

/** Listens on a Unix socket and never accepts, like a model that was killed while its parent still holds the socket. */
const DEAF = `
import socket, sys
s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); s.listen(64); print("ready", flush=True); sys.stdin.read()`

test("a request that a killed instance never read goes to another one, POST or not", async () => {
  await using gateway = await startTestGateway()
  const deaf = spawn("python3", ["-c", DEAF, gateway.socketOf("deaf")], { stdio: ["pipe", "pipe", "inherit"] })
  await once(deaf.stdout, "data")
  await gateway.instance("alive", (_req, res) => res.end("ok"))
  routeTo(gateway, ["deaf", "alive"])
  const calls = Array.from({ length: 10 }, (_, i) => send(gateway.port, { body: `{"i":${i}}` }))
  const deafState = gateway.context.table.find("diabetes")?.deployments.get("blue")?.instances[0]
  await vi.waitFor(() => expect(deafState?.outstanding).toBeGreaterThan(0))
  deaf.kill("SIGKILL")
  for (const answer of await Promise.all(calls)) expect(answer).toMatchObject({ status: 200, text: "ok" })
})
