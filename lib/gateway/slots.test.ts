import type { ServerResponse } from "node:http"

import { expect, test, vi } from "vitest"

import { send } from "./testing/send.ts"
import { deployment, route, startTestGateway, TEST_KEY } from "./testing/test-gateway.ts"
import type { TestGateway } from "./testing/test-gateway.ts"

const FOREVER_MS = 60_000

/** A model that answers when the test says so. */
async function startHeld(gateway: TestGateway, name = "blue"): Promise<ServerResponse[]> {
  const held: ServerResponse[] = []
  await gateway.instance(name, (_req, res) => held.push(res))
  return held
}

function state(gateway: TestGateway) {
  const found = gateway.context.table.find("diabetes")?.deployments.get("blue")
  if (found === undefined) throw new Error("blue is not in the table")
  return found
}

const until = (check: () => void) => vi.waitFor(check, { timeout: 5000, interval: 5 })

test("the house holds 2 x concurrency x instances requests; one more is 429 with Retry-After", async () => {
  await using gateway = await startTestGateway()
  const held = await startHeld(gateway)
  gateway.route(route([deployment("blue", [gateway.socketOf("blue")], { maxQueueWaitMs: FOREVER_MS })], { blue: 100 }))
  const first = send(gateway.port, { body: "1" })
  const second = send(gateway.port, { body: "2" })
  await until(() => expect(state(gateway).house).toBe(2))
  const third = await send(gateway.port, { body: "3" })
  expect(third.status).toBe(429)
  expect(third.headers["retry-after"]).toBe("1")
  expect(held).toHaveLength(1)
  held[0]?.end("one")
  expect((await first).text).toBe("one")
  await until(() => expect(held).toHaveLength(2))
  held[1]?.end("two")
  expect((await second).text).toBe("two")
  await until(() => expect(state(gateway).house).toBe(0))
})

test("a request that finds no slot within max_queue_wait is 429", async () => {
  await using gateway = await startTestGateway()
  const held = await startHeld(gateway)
  gateway.route(route([deployment("blue", [gateway.socketOf("blue")], { maxQueueWaitMs: 30 })], { blue: 100 }))
  const first = send(gateway.port, { body: "1" })
  await until(() => expect(held).toHaveLength(1))
  expect((await send(gateway.port, { body: "2" })).status).toBe(429)
  held[0]?.end()
  expect((await first).status).toBe(200)
})

test("a request over its time is 408 at once, and its slot stays taken until the model has answered", async () => {
  await using gateway = await startTestGateway()
  const held = await startHeld(gateway)
  const limits = { requestTimeoutMs: 50, maxQueueWaitMs: 30 }
  gateway.route(route([deployment("blue", [gateway.socketOf("blue")], limits)], { blue: 100 }))
  const late = await send(gateway.port, { body: "1" })
  expect(late.status).toBe(408)
  expect(JSON.parse(late.text).error.code).toBe("gateway.request_timeout")
  expect(state(gateway).instances[0]?.outstanding).toBe(1)
  expect((await send(gateway.port, { body: "2" })).status).toBe(429)
  expect(held).toHaveLength(1)
  held[0]?.end("nobody reads this")
  await until(() => expect(state(gateway).instances[0]?.outstanding).toBe(0))
  const next = send(gateway.port, { body: "3" })
  await until(() => expect(held).toHaveLength(2))
  held[1]?.end("three")
  expect((await next).text).toBe("three")
})

test.each(["times out", "loses its caller"])(
  "a request whose large body the model has whole and that %s keeps its slot until the model has answered",
  async (how) => {
    await using gateway = await startTestGateway()
    const held: ServerResponse[] = []
    await gateway.instance("blue", (req, res) => void req.resume().on("end", () => held.push(res)))
    const requestTimeoutMs = how === "times out" ? 1000 : FOREVER_MS
    gateway.route(route([deployment("blue", [gateway.socketOf("blue")], { requestTimeoutMs })], { blue: 100 }))
    const leave = new AbortController()
    const answer = fetch(`http://127.0.0.1:${gateway.port}/endpoints/diabetes/score`, {
      method: "POST",
      headers: { authorization: `Bearer ${TEST_KEY}` },
      body: "x".repeat(3_000_000),
      signal: leave.signal,
    }).catch(() => undefined)
    await until(() => expect(held).toHaveLength(1))
    if (how === "loses its caller") leave.abort()
    expect((await answer)?.status).toBe(how === "times out" ? 408 : undefined)
    const code = how === "times out" ? 408 : 499
    await until(() => expect(gateway.context.recorder.pending()).toMatchObject([{ code }]))
    expect(state(gateway)).toMatchObject({ house: 1, instances: [{ outstanding: 1 }] })
    held[0]?.end("nobody reads this")
    await until(() => expect(state(gateway)).toMatchObject({ house: 0, instances: [{ outstanding: 0 }] }))
  },
)

test("a caller that goes away while it waits leaves the house; while it is served, the slot stays taken", async () => {
  await using gateway = await startTestGateway()
  const held = await startHeld(gateway)
  gateway.route(route([deployment("blue", [gateway.socketOf("blue")], { maxQueueWaitMs: FOREVER_MS })], { blue: 100 }))
  const leave = new AbortController()
  const call = () =>
    fetch(`http://127.0.0.1:${gateway.port}/endpoints/diabetes/score`, {
      method: "POST",
      headers: { authorization: `Bearer ${TEST_KEY}` },
      body: "{}",
      signal: leave.signal,
    }).catch(() => undefined)
  const calls = [call(), call()]
  await until(() => expect(state(gateway).house).toBe(2))
  leave.abort()
  await Promise.all(calls)
  await until(() => expect(state(gateway).house).toBe(1))
  expect(state(gateway).instances[0]?.outstanding).toBe(1)
  held[0]?.end("nobody")
  await until(() => expect(state(gateway).house).toBe(0))
  const rows = gateway.context.recorder.snapshot()
  expect(rows).toEqual([{ endpointId: "end_1", deploymentId: "dep_blue", code: 499, count: 2 }])
})

test("a stream that says nothing for request_timeout is cut off, and its slot is free", async () => {
  await using gateway = await startTestGateway()
  await gateway.instance("blue", (_req, res) => {
    res.write("first")
  })
  gateway.route(route([deployment("blue", [gateway.socketOf("blue")], { requestTimeoutMs: 60 })], { blue: 100 }))
  await expect(send(gateway.port, { body: "{}" })).rejects.toThrow(/aborted|hang up/)
  await until(() => expect(state(gateway)).toMatchObject({ house: 0, instances: [{ outstanding: 0 }] }))
})

test("when the caller of an endless stream goes away, the model's connection closes", async () => {
  await using gateway = await startTestGateway()
  let isClosed = false
  await gateway.instance("blue", (_req, res) => {
    const timer = setInterval(() => res.write("tick\n"), 5)
    res.on("close", () => {
      clearInterval(timer)
      isClosed = true
    })
  })
  gateway.route(route([deployment("blue", [gateway.socketOf("blue")])], { blue: 100 }))
  const leave = new AbortController()
  const response = await fetch(`http://127.0.0.1:${gateway.port}/endpoints/diabetes/score`, {
    headers: { authorization: `Bearer ${TEST_KEY}` },
    signal: leave.signal,
  })
  await response.body?.getReader().read()
  leave.abort()
  await until(() => expect(isClosed).toBe(true))
  await until(() => expect(state(gateway).house).toBe(0))
})

test("a new instance serves those who wait", async () => {
  await using gateway = await startTestGateway()
  const held = await startHeld(gateway)
  await gateway.instance("blue2", (_req, res) => res.end("from the second"))
  const limits = { maxQueueWaitMs: FOREVER_MS }
  gateway.route(route([deployment("blue", [gateway.socketOf("blue")], limits)], { blue: 100 }))
  const first = send(gateway.port, { body: "1" })
  await until(() => expect(held).toHaveLength(1))
  const second = send(gateway.port, { body: "2" })
  await until(() => expect(state(gateway).house).toBe(2))
  const sockets = [gateway.socketOf("blue"), gateway.socketOf("blue2")]
  gateway.route(route([deployment("blue", sockets, limits)], { blue: 100 }))
  expect((await second).text).toBe("from the second")
  held[0]?.end("one")
  expect((await first).text).toBe("one")
})

test("an instance that leaves the routes finishes what it has and gets nothing new", async () => {
  await using gateway = await startTestGateway()
  const held = await startHeld(gateway)
  await gateway.instance("blue2", (_req, res) => res.end("two"))
  gateway.route(route([deployment("blue", [gateway.socketOf("blue")])], { blue: 100 }))
  const first = send(gateway.port, { body: "1" })
  await until(() => expect(held).toHaveLength(1))
  const moved = { ...deployment("blue", []), instances: [{ id: "ins_new", socket: gateway.socketOf("blue2") }] }
  gateway.route(route([moved], { blue: 100 }))
  for (let i = 0; i < 5; i++) expect((await send(gateway.port, { body: "2" })).text).toBe("two")
  held[0]?.end("one")
  expect((await first).text).toBe("one")
  expect(held).toHaveLength(1)
})

test("instances are replaced under load, one after the other, and no request fails", async () => {
  await using gateway = await startTestGateway()
  const limits = { maxConcurrentRequestsPerInstance: 8, maxQueueWaitMs: FOREVER_MS }
  const routeTo = (names: readonly string[]) => {
    const instances = names.map((name) => ({ id: `ins_${name}`, socket: gateway.socketOf(name) }))
    gateway.route(route([{ ...deployment("blue", [], limits), instances }], { blue: 100 }))
  }
  const start = async (name: string) => gateway.instance(name, (req, res) => req.pipe(res))
  let live = [await start("0"), await start("1")]
  routeTo(["0", "1"])
  let isOver = false
  let served = 0
  const wrong: string[] = []
  const callers = Array.from({ length: 8 }, async (_, caller) => {
    while (!isOver) {
      const body = `${caller} ${served}`
      const answer = await send(gateway.port, { body })
      if (answer.status !== 200 || answer.text !== body) wrong.push(`${answer.status} ${answer.text}`)
      served++
    }
  })
  for (let generation = 1; generation <= 10; generation++) {
    const before = served
    await until(() => expect(served).toBeGreaterThan(before + 10))
    const old = live
    live = [await start(`${generation} 0`), await start(`${generation} 1`)]
    const leaving = state(gateway).instances
    routeTo([`${generation} 0`, `${generation} 1`])
    // As the controller does: out of the routes, drained, then stopped.
    await until(() => expect(leaving.every((instance) => instance.outstanding === 0)).toBe(true))
    for (const server of old) server.close().closeAllConnections()
  }
  isOver = true
  await Promise.all(callers)
  expect(wrong).toEqual([])
  expect(served).toBeGreaterThan(100)
})
