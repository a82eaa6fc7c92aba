import { once } from "node:events"
import { Agent } from "node:http"
import { connect } from "node:net"
import type { Socket } from "node:net"
import { setTimeout as delay } from "node:timers/promises"

import { expect, test } from "vitest"

import { send } from "./testing/send.ts"
import { deployment, route, startTestGateway, TEST_KEY } from "./testing/test-gateway.ts"
import type { TestGateway } from "./testing/test-gateway.ts"

const CALLERS = 100
const ROUNDS = 100
const LIMIT_MS = 20

function routeBlue(gateway: TestGateway): void {
  const blue = deployment("blue", [gateway.socketOf("blue")], { maxConcurrentRequestsPerInstance: CALLERS })
  gateway.route(route([blue], { blue: 100 }))
}

const REQUEST = `POST /endpoints/diabetes/score HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${TEST_KEY}\r\nContent-Length: 2\r\n\r\n{}`

/** Sends one request on an open connection and waits for its whole answer. */
async function ask(socket: Socket): Promise<string> {
  socket.write(REQUEST)
  let text = ""
  while (!text.endsWith("\r\n\r\nok")) {
    const [data] = await once(socket, "data")
    text += String(data)
  }
  return text.slice(0, 12)
}

test("10,000 requests of callers that wait exactly the told keep-alive: none fails, no connection is lost", async () => {
  await using gateway = await startTestGateway({ keepAliveMs: LIMIT_MS, keepAliveGraceMs: 30_000 })
  await gateway.instance("blue", (_req, res) => res.end("ok"))
  routeBlue(gateway)
  const answers = await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      const socket = connect(gateway.port, "127.0.0.1")
      const statuses: string[] = []
      for (let i = 0; i < ROUNDS; i++) {
        statuses.push(await ask(socket))
        await delay(LIMIT_MS)
      }
      socket.destroy()
      return statuses
    }),
  )
  expect(new Set(answers.flat())).toEqual(new Set(["HTTP/1.1 200"]))
  expect(answers.flat()).toHaveLength(CALLERS * ROUNDS)
})

test("10,000 requests spaced around the idle limits towards the instance: none meets a closing connection", async () => {
  // The instance closes after twice the gateway's limit, as the runtime does with 75 s against 30 s.
  await using gateway = await startTestGateway({ upstreamIdleMs: LIMIT_MS })
  const server = await gateway.instance("blue", (_req, res) => res.end("ok"))
  server.keepAliveTimeout = 2 * LIMIT_MS
  server.keepAliveTimeoutBuffer = 0
  routeBlue(gateway)
  const agent = new Agent({ keepAlive: true })
  const pauses = [LIMIT_MS - 1, LIMIT_MS, LIMIT_MS + 1, 2 * LIMIT_MS - 1, 2 * LIMIT_MS, 2 * LIMIT_MS + 1]
  const statuses = await Promise.all(
    Array.from({ length: CALLERS }, async (_, caller) => {
      const seen: number[] = []
      for (let i = 0; i < ROUNDS; i++) {
        seen.push((await send(gateway.port, { body: "{}", agent })).status)
        await delay(pauses[(caller + i) % pauses.length] ?? LIMIT_MS)
      }
      return seen
    }),
  )
  agent.destroy()
  expect(new Set(statuses.flat())).toEqual(new Set([200]))
})
