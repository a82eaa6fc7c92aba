import { IncomingMessage } from "node:http"
import { Socket } from "node:net"

import { expect, test } from "vitest"

import { BodyBudget } from "./body-budget.ts"
import { DEFAULT_LIMITS } from "./limits.ts"
import { readHead } from "./read-head.ts"
import { RequestBody } from "./request-body.ts"
import { createSeededRandom } from "./seeded-random.ts"

/** A body that has come in these pieces, and is complete. */
async function receive(pieces: readonly Buffer[]): Promise<{ body: RequestBody; budget: BodyBudget }> {
  const reading = readHead({
    url: "/",
    httpVersionMinor: 1,
    rawHeaders: ["Host", "a", "Transfer-Encoding", "chunked"],
  })
  if ("refused" in reading) throw new Error(reading.refused)
  const budget = new BodyBudget(DEFAULT_LIMITS)
  const req = new IncomingMessage(new Socket())
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const body = new RequestBody(req, reading.head, budget, { onReady: resolve, onFailure: reject })
  body.start()
  for (const piece of pieces) req.push(piece)
  req.push(null)
  await promise
  return { body, budget }
}

test("a body that comes byte by byte is kept in few buffers: each one costs memory that no budget sees", async () => {
  const { body, budget } = await receive(Array.from({ length: 100_000 }, (_, i) => Buffer.of(i % 256)))
  expect(body.chunks.length).toBeLessThan(10)
  expect(body.bufferedBytes).toBe(100_000)
  expect(Buffer.concat(body.chunks).every((byte, i) => byte === i % 256)).toBe(true)
  body.close()
  expect(budget.used).toBe(0)
})

test("a body in pieces of any sizes stays what it was, and large pieces are not copied", async () => {
  const random = createSeededRandom(1)
  const pieces = Array.from({ length: 100 }, () => Buffer.alloc(1 + Math.floor(random() ** 8 * 50_000), random() * 256))
  const { body } = await receive(pieces)
  expect(Buffer.concat(body.chunks).equals(Buffer.concat(pieces))).toBe(true)
  const large = pieces.filter((piece) => piece.length > 20_000)
  expect(large.length).toBeGreaterThan(0)
  for (const piece of large) expect(body.chunks).toContain(piece)
})
