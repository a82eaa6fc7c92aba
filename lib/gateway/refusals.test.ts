import { once } from "node:events"
import { connect } from "node:net"

import { expect, test } from "vitest"

import { send, sendRaw } from "./testing/send.ts"
import { deployment, route, startTestGateway, TEST_KEY } from "./testing/test-gateway.ts"
import type { TestGateway } from "./testing/test-gateway.ts"

async function startOk(limits = {}): Promise<TestGateway> {
  const gateway = await startTestGateway(limits)
  await gateway.instance("blue", (_req, res) => res.end("ok"))
  const blue = deployment("blue", [gateway.socketOf("blue")])
  gateway.route(route([blue, deployment("green", [])], { blue: 100, green: 0 }))
  return gateway
}

const AUTH = `Authorization: Bearer ${TEST_KEY}\r\n`
const TARGET = "POST /endpoints/diabetes/score HTTP/1.1\r\n"

test.each([
  ["two Host headers", `${TARGET}Host: a\r\nHost: b\r\n${AUTH}\r\n`, 400],
  ["no Host header", `${TARGET}${AUTH}\r\n`, 400],
  ["two Authorization headers", `${TARGET}Host: a\r\n${AUTH}Authorization: Bearer x\r\n\r\n`, 400],
  ["another host in the target", `POST http://b/endpoints/diabetes/score HTTP/1.1\r\nHost: a\r\n${AUTH}\r\n`, 400],
  [
    "length and chunked",
    `${TARGET}Host: a\r\n${AUTH}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
  ],
  ["two lengths", `${TARGET}Host: a\r\n${AUTH}Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde`, 400],
  ["an unknown coding", `${TARGET}Host: a\r\n${AUTH}Transfer-Encoding: xchunked\r\n\r\n`, 400],
  ["chunked hidden by a space", `${TARGET}Host: a\r\n${AUTH}Transfer-Encoding : chunked\r\n\r\n`, 400],
  ["a bare LF", `${TARGET}Host: a\nX: b\r\n${AUTH}\r\n`, 400],
  ["a folded header", `${TARGET}Host: a\r\n${AUTH}X: a\r\n b\r\n\r\n`, 400],
  ["no HTTP at all", "hello\r\n\r\n", 400],
  ["headers over 32 KiB", `${TARGET}Host: a\r\n${AUTH}X: ${"y".repeat(40_000)}\r\n\r\n`, 431],
  [
    "129 headers",
    `${TARGET}Host: a\r\n${AUTH}${Array.from({ length: 127 }, (_, i) => `X${i}: 1\r\n`).join("")}\r\n`,
    431,
  ],
])("%s is refused before anything else", async (_what, bytes, status) => {
  await using gateway = await startOk()
  const text = await sendRaw(gateway.port, bytes, (soFar) => soFar.includes('"details"'))
  expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(text).toMatch(/"code":"gateway\.(bad_request|head_too_large)"/)
})

test("what stands behind a refused request is never read as another one", async () => {
  await using gateway = await startOk()
  const hidden = `GET /endpoints/diabetes/hidden HTTP/1.1\r\nHost: a\r\n${AUTH}\r\n`
  const bytes = `${TARGET}Host: a\r\n${AUTH}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`
  const text = await sendRaw(gateway.port, bytes)
  expect(text.match(/HTTP\/1.1 /g)).toHaveLength(1)
})

test.each([
  [{ authorization: "Bearer wrong" }, 401],
  [{ authorization: "Basic abc" }, 401],
  [{ authorization: "" }, 401],
])("credentials %j get 401, a challenge and no timing", async (headers, status) => {
  await using gateway = await startOk()
  const answer = await send(gateway.port, { headers, body: "{}" })
  expect(answer.status).toBe(status)
  expect(answer.headers["www-authenticate"]).toMatch(/^Bearer/)
  expect(answer.headers["x-caudal-overhead-us"]).toBeUndefined()
  expect(JSON.parse(answer.text).error.code).toBe("gateway.unauthorized")
})

test("an answer before a deployment was picked is counted nowhere: it would belong to nothing that counts are shown for", async () => {
  await using gateway = await startOk()
  const red = { "azureml-model-deployment": "red" }
  expect((await send(gateway.port, { headers: { authorization: "Bearer wrong" }, body: "{}" })).status).toBe(401)
  expect((await send(gateway.port, { headers: red, body: "{}" })).status).toBe(404)
  expect(gateway.context.recorder.pending()).toEqual([])
})

test("each address or pin that leads nowhere is 404 with its own code", async () => {
  await using gateway = await startOk()
  const code = async (path: string, headers = {}) => {
    const answer = await send(gateway.port, { path, headers, body: "{}" })
    expect(answer.status).toBe(404)
    return JSON.parse(answer.text).error
  }
  expect((await code("/endpoints/other/score")).code).toBe("gateway.not_found")
  expect((await code("/score")).code).toBe("gateway.not_found")
  const pinned = await code("/endpoints/diabetes/score", { "azureml-model-deployment": "red" })
  expect(pinned).toMatchObject({ code: "gateway.unknown_deployment", message: expect.stringContaining("blue, green") })
})

test("an endpoint with all traffic off is 404, a pin to a deployment without instances 503 with Retry-After", async () => {
  await using gateway = await startOk()
  const pinned = await send(gateway.port, { headers: { "azureml-model-deployment": "green" }, body: "{}" })
  expect(pinned.status).toBe(503)
  expect(pinned.headers["retry-after"]).toBe("1")
  gateway.route(route([deployment("blue", [gateway.socketOf("blue")])], { blue: 0 }))
  const off = await send(gateway.port, { body: "{}" })
  expect(off.status).toBe(404)
  expect(JSON.parse(off.text).error.code).toBe("gateway.no_traffic")
})

test("credentials are not believed 24 hours after the database last confirmed them", async () => {
  await using gateway = await startOk()
  gateway.context.table.confirm(1, Date.now() - 25 * 60 * 60 * 1000)
  expect((await send(gateway.port, { body: "{}" })).status).toBe(503)
})

test("a body over the limit is refused by its announced length, and while it comes when it has none", async () => {
  await using gateway = await startOk({ requestBodyBytesMax: 1000 })
  expect((await send(gateway.port, { body: "x".repeat(1001) })).status).toBe(413)
  const chunked = await send(gateway.port, { body: "x".repeat(1001), headers: { "transfer-encoding": "chunked" } })
  expect(chunked.status).toBe(413)
  expect((await send(gateway.port, { body: "x".repeat(1000) })).status).toBe(200)
})

test("waiting bodies share one budget and give it back", async () => {
  await using gateway = await startOk({ bodyBudgetBytes: 1000 })
  expect((await send(gateway.port, { body: "x".repeat(2000) })).status).toBe(503)
  for (let i = 0; i < 5; i++) expect((await send(gateway.port, { body: "x".repeat(900) })).status).toBe(200)
  expect(gateway.context.budget.used).toBe(0)
})

test("a caller that sends headers or a body too slowly gets 408", async () => {
  await using gateway = await startOk({ requestHeadMs: 100, bodyRateWindowMs: 50, lingerMs: 50 })
  expect(await sendRaw(gateway.port, `${TARGET}Host: a\r\n`)).toMatch(/^HTTP\/1.1 408 .*gateway.slow_request/s)
  const body = await sendRaw(gateway.port, `${TARGET}Host: a\r\n${AUTH}Content-Length: 100\r\n\r\nabc`)
  expect(body).toMatch(/^HTTP\/1.1 408 .*gateway.slow_request/s)
})

test.each([
  ["comes too slowly", "abc", { bodyRateWindowMs: 50 }],
  ["is too large", "x".repeat(3000), { requestBodyBytesMax: 2000 }],
])("when a body %s while its answer is under way, the answer breaks off", async (_what, more, limits) => {
  await using gateway = await startTestGateway({ bodyBufferBytes: 1000, continueMs: 0, ...limits })
  await gateway.instance("blue", (_req, res) => void res.write("first"))
  gateway.route(route([deployment("blue", [gateway.socketOf("blue")])], { blue: 100 }))
  const socket = connect(gateway.port, "127.0.0.1")
  const head = `${TARGET}Host: a\r\n${AUTH}Transfer-Encoding: chunked\r\n\r\n`
  socket.write(`${head}3e8\r\n${"x".repeat(1000)}\r\n`)
  let text = ""
  socket.on("data", (data) => {
    if (text === "") socket.write(`${more.length.toString(16)}\r\n${more}\r\n`)
    text += data.toString("latin1")
  })
  socket.on("error", () => undefined)
  await once(socket, "close")
  expect(text).toMatch(/^HTTP\/1.1 200 .*first/s)
  expect(text.endsWith("0\r\n\r\n")).toBe(false)
})

test("after a refusal the rest of the body is dropped and the connection goes on", async () => {
  await using gateway = await startOk()
  const wrong = `${TARGET}Host: a\r\nAuthorization: Bearer no\r\nContent-Length: 5\r\n\r\nhello`
  const right = `${TARGET}Host: a\r\n${AUTH}Connection: close\r\nContent-Length: 2\r\n\r\n{}`
  const text = await sendRaw(gateway.port, wrong + right)
  expect(text.match(/HTTP\/1.1 \d+/g)).toEqual(["HTTP/1.1 401", "HTTP/1.1 200"])
})
