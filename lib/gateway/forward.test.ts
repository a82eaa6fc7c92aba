import { createHash, randomBytes } from "node:crypto"
import { connect } from "node:net"

import { expect, test } from "vitest"

import { send, sendRaw } from "./testing/send.ts"
import { deployment, route, startTestGateway, TEST_KEY } from "./testing/test-gateway.ts"
import type { TestGateway } from "./testing/test-gateway.ts"

const HEADERS = `Host: localhost\r\nAuthorization: Bearer ${TEST_KEY}\r\n`

function routeBlue(gateway: TestGateway, over = {}): void {
  gateway.route(route([deployment("blue", [gateway.socketOf("blue")], over)], { blue: 100 }))
}

/** A model that answers with what it got. */
async function startEcho(gateway: TestGateway): Promise<void> {
  await gateway.instance("blue", (req, res) => {
    const chunks: Buffer[] = []
    req.on("data", (chunk: Buffer) => chunks.push(chunk))
    req.on("end", () => {
      const body = Buffer.concat(chunks)
      res.setHeader("set-cookie", "session=1")
      res.setHeader("content-type", "application/json")
      res.setHeader("x-request-id", "the model's")
      const digest = createHash("sha256").update(body).digest("hex")
      res.end(JSON.stringify({ url: req.url, method: req.method, headers: req.headers, length: body.length, digest }))
    })
  })
  routeBlue(gateway)
}

test("a request reaches the model with its path, query, body and headers; its answer comes back with ours", async () => {
  await using gateway = await startTestGateway()
  await startEcho(gateway)
  const answer = await send(gateway.port, {
    path: "/endpoints/diabetes/score?x=1",
    body: '{"data":[1]}',
    headers: { "content-type": "application/json", cookie: "next-auth=secret", "x-ms-client-request-id": "me-1!" },
  })
  expect(answer.status).toBe(200)
  const seen = JSON.parse(answer.text)
  expect(seen).toMatchObject({ url: "/score?x=1", method: "POST", length: 12 })
  expect(seen.headers).toMatchObject({
    "content-type": "application/json",
    "content-length": "12",
    "x-ms-client-request-id": "me-1",
    "x-request-id": answer.headers["x-request-id"],
    "x-caudal-deadline-ms": "5000",
  })
  expect(seen.headers.authorization).toBeUndefined()
  expect(seen.headers.cookie).toBeUndefined()
  expect(answer.headers).toMatchObject({
    "azureml-model-deployment": "blue",
    "x-ms-client-request-id": "me-1",
    "content-security-policy": "sandbox",
    "x-content-type-options": "nosniff",
  })
  expect(answer.headers["set-cookie"]).toBeUndefined()
  expect(answer.headers["x-request-id"]).toMatch(/^request-/)
  expect(Number(answer.headers["x-caudal-overhead-us"])).toBeGreaterThan(0)
})

test("the host form reaches the same endpoint and is not sandboxed", async () => {
  await using gateway = await startTestGateway()
  await startEcho(gateway)
  const headers = { host: "diabetes.local.inference.localhost" }
  const answer = await send(gateway.port, { path: "/swagger.json?version=3", method: "GET", headers })
  expect(JSON.parse(answer.text)).toMatchObject({ url: "/swagger.json?version=3", method: "GET" })
  expect(answer.headers["content-security-policy"]).toBeUndefined()
})

test.each([0, 1, 16 * 1024, 16 * 1024 + 1, 1024 * 1024, 5_000_000])(
  "a body of %i bytes arrives whole, with a length and chunked",
  async (size) => {
    await using gateway = await startTestGateway()
    await startEcho(gateway)
    const body = randomBytes(size)
    const digest = createHash("sha256").update(body).digest("hex")
    for (const headers of [{ "content-length": size }, { "transfer-encoding": "chunked" }]) {
      const answer = await send(gateway.port, { body, headers })
      expect(JSON.parse(answer.text)).toMatchObject({ length: size, digest })
    }
  },
)

test.each([0, 1, 16 * 1024 + 1, 5_000_000])(
  "an answer of %i bytes arrives whole, with a length and chunked",
  async (size) => {
    await using gateway = await startTestGateway()
    const body = randomBytes(size)
    await gateway.instance("blue", (req, res) => {
      if (req.url === "/length") res.setHeader("content-length", size)
      else res.write(body.subarray(0, 1))
      res.end(req.url === "/length" ? body : body.subarray(1))
    })
    routeBlue(gateway)
    for (const path of ["length", "chunked"]) {
      const answer = await new Promise<Buffer>((resolve) => {
        const chunks: Buffer[] = []
        const socket = connect(gateway.port, "127.0.0.1")
        socket.write(`GET /endpoints/diabetes/${path} HTTP/1.0\r\n${HEADERS}\r\n`)
        socket.on("data", (chunk) => chunks.push(chunk)).on("end", () => resolve(Buffer.concat(chunks)))
      })
      expect(answer.subarray(answer.indexOf("\r\n\r\n") + 4).equals(body)).toBe(true)
    }
  },
)

test("server-sent events arrive one by one, while the model is still talking", async () => {
  await using gateway = await startTestGateway()
  let next = () => {}
  await gateway.instance("blue", (_req, res) => {
    res.setHeader("content-type", "text/event-stream")
    let sent = 0
    next = () => {
      sent++
      if (sent <= 3) res.write(`data: ${sent}\n\n`)
      else res.end()
    }
    res.flushHeaders()
  })
  routeBlue(gateway)
  const text = await sendRaw(
    gateway.port,
    `GET /endpoints/diabetes/stream HTTP/1.1\r\n${HEADERS}Connection: close\r\n\r\n`,
    (soFar) => {
      // The next event is only made once the one before it is here.
      const events = soFar.split("data: ").length - 1
      if (soFar.includes("\r\n\r\n") && (events === 0 || soFar.includes(`data: ${events}\n\n`))) next()
      return false
    },
  )
  expect(text).toContain("data: 1\n\n")
  expect(text).toContain("data: 3\n\n")
  expect(text.endsWith("0\r\n\r\n")).toBe(true)
})

test.each([400, 404, 500, 503, 304])(
  "an answer of the model with status %i becomes 424 and says so",
  async (status) => {
    await using gateway = await startTestGateway()
    await gateway.instance("blue", (_req, res) => {
      res.statusCode = status
      res.end(status === 304 ? undefined : '{"message":"bad"}')
    })
    routeBlue(gateway)
    const answer = await send(gateway.port, { body: "{}" })
    expect(answer.status).toBe(424)
    expect(answer.headers["ms-azureml-model-error-statuscode"]).toBe(String(status))
    expect(answer.headers["ms-azureml-model-error-reason"]).toBe("model_error")
    expect(answer.text).toBe(status === 304 ? "" : '{"message":"bad"}')
  },
)

test("HEAD and 204 have no body and leave the connection usable", async () => {
  await using gateway = await startTestGateway()
  await gateway.instance("blue", (req, res) => {
    if (req.method === "HEAD") res.setHeader("content-length", 10)
    else res.statusCode = 204
    res.end()
  })
  routeBlue(gateway, { maxConcurrentRequestsPerInstance: 3 })
  const request = (method: string, close = "") => `${method} /endpoints/diabetes/x HTTP/1.1\r\n${HEADERS}${close}\r\n`
  const text = await sendRaw(gateway.port, request("HEAD") + request("GET") + request("HEAD", "Connection: close\r\n"))
  expect(text.match(/HTTP\/1.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 204", "HTTP/1.1 200"])
})

test("requests on one connection reuse one connection to the instance", async () => {
  await using gateway = await startTestGateway()
  const server = await gateway.instance("blue", (_req, res) => res.end("ok"))
  let connections = 0
  server.on("connection", () => connections++)
  routeBlue(gateway)
  for (let i = 0; i < 20; i++) expect((await send(gateway.port, { body: "{}" })).text).toBe("ok")
  expect(connections).toBe(1)
})

test("a body that asks for 100 Continue is asked for only when the request is let in", async () => {
  await using gateway = await startTestGateway()
  await startEcho(gateway)
  const request = (key: string) =>
    `POST /endpoints/diabetes/score HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n`
  expect(await sendRaw(gateway.port, request("wrong"), (text) => text.includes("details"))).toMatch(/^HTTP\/1.1 401/)
  const good = await sendRaw(gateway.port, request(TEST_KEY), (text) => text.includes("\r\n\r\n"))
  expect(good).toMatch(/^HTTP\/1.1 100/)
})
