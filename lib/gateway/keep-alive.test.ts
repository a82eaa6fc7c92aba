import { once } from "node:events"
import { connect } from "node:net"

import { expect, test, vi } from "vitest"

import { takeConnection } from "./connection-pool.ts"
import { closeIdleUpstream } from "./create-gateway.ts"
import { send } from "./testing/send.ts"
import { deployment, route, startTestGateway, TEST_KEY } from "./testing/test-gateway.ts"
import type { TestGateway } from "./testing/test-gateway.ts"

function routeBlue(gateway: TestGateway): void {
  gateway.route(route([deployment("blue", [gateway.socketOf("blue")])], { blue: 100 }))
}

/** Sends one request on an open connection and waits for its whole answer. */
async function ask(socket: ReturnType<typeof connect>): Promise<string> {
  socket.write(
    `POST /endpoints/diabetes/score HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${TEST_KEY}\r\nContent-Length: 2\r\n\r\n{}`,
  )
  let text = ""
  while (!text.endsWith("\r\n\r\nok")) {
    const [data] = await once(socket, "data")
    text += String(data)
  }
  return text
}

test("callers are told a shorter keep-alive than the real one", async () => {
  await using gateway = await startTestGateway()
  await gateway.instance("blue", (_req, res) => res.end("ok"))
  routeBlue(gateway)
  const answer = await send(gateway.port, { body: "{}", headers: { connection: "keep-alive" } })
  expect(answer.headers["keep-alive"]).toBe("timeout=90")
  expect(gateway.context.limits.keepAliveGraceMs).toBeGreaterThan(10_000)
})

test("an idle connection to an instance is not used at its limit and is used just before", async () => {
  await using gateway = await startTestGateway()
  await gateway.instance("blue", (_req, res) => res.end("ok"))
  routeBlue(gateway)
  await send(gateway.port, { body: "{}" })
  const instance = [...gateway.context.table.instances()][0]
  if (instance === undefined) throw new Error("no instance")
  const { limits } = gateway.context
  await vi.waitFor(() => expect(instance.idle).toHaveLength(1))
  const kept = instance.idle[0]
  const sinceMs = kept?.idleSinceMs ?? 0
  expect(takeConnection(instance, limits, sinceMs + limits.upstreamIdleMs - 1)).toBe(kept)
  if (kept !== undefined) instance.idle.push(kept)
  const fresh = takeConnection(instance, limits, Math.ceil(sinceMs) + limits.upstreamIdleMs)
  expect(fresh).not.toBe(kept)
  expect(kept?.isOpen).toBe(false)
  fresh.destroy()
})

test("idle connections to instances are closed by age, and at once when the instance leaves the routes", async () => {
  await using gateway = await startTestGateway({ upstreamIdleMs: 10 })
  const server = await gateway.instance("blue", (_req, res) => res.end("ok"))
  let open = 0
  server.on("connection", (socket) => {
    open++
    socket.on("close", () => open--)
  })
  routeBlue(gateway)
  await send(gateway.port, { body: "{}" })
  await vi.waitFor(() => {
    closeIdleUpstream(gateway.context)
    expect(open).toBe(0)
  })
  await send(gateway.port, { body: "{}" })
  gateway.route(route([deployment("blue", [])], { blue: 100 }))
  await vi.waitFor(() => expect(open).toBe(0))
})

test("while draining, a steady caller is told with its answer, what is in flight ends, and idle connections close", async () => {
  await using gateway = await startTestGateway({ drainIdleMs: 50 })
  let finish = () => {}
  await gateway.instance("blue", (req, res) => {
    if (req.url === "/slow") finish = () => res.end("slow")
    else res.end("ok")
  })
  gateway.route(
    route([deployment("blue", [gateway.socketOf("blue")], { maxConcurrentRequestsPerInstance: 4 })], { blue: 100 }),
  )
  const idle = connect(gateway.port, "127.0.0.1")
  const steady = connect(gateway.port, "127.0.0.1")
  await Promise.all([ask(idle), ask(steady)])
  const slow = send(gateway.port, { path: "/endpoints/diabetes/slow", body: "{}" })
  const deployed = gateway.context.table.find("diabetes")?.deployments.get("blue")
  await vi.waitFor(() => expect(deployed?.house).toBe(1))
  const drained = gateway.gateway.drain()
  expect(await ask(steady)).toContain("connection: close")
  await once(idle.resume(), "close")
  finish()
  expect((await slow).text).toBe("slow")
  await drained
})
