import { expect, test } from "vitest"

import { AppError, kernelErrors } from "#lib/kernel/errors.ts"

import { streamEvents } from "./stream-events.ts"
import type { EventWriter } from "./stream-events.ts"

const request = new Request("http://localhost/")

async function textOf(response: Response): Promise<string> {
  return await response.text()
}

test("while the database is away a stream stays; it ends once its caller may not follow any more", async () => {
  const answers = [
    Object.assign(new Error("connection lost"), { code: "CONNECTION_CLOSED" }),
    Object.assign(new Error("no connection in time"), { code: "CONNECT_TIMEOUT" }),
    null,
    new AppError(kernelErrors.internal, "not any more"),
  ]
  let asked = 0
  let isStopped = false
  const reauthorise = async () => {
    const error = answers[asked++]
    if (error) throw error
  }
  const response = streamEvents({ request, services: { heartbeatMs: 1 }, reauthorise }, {}, () => () => {
    isStopped = true
  })
  const text = await textOf(response)
  expect(text).toBe(`retry: 1000\nevent: hello\ndata: {}\n\n${"event: beat\ndata: {}\n\n".repeat(4)}`)
  expect([asked, isStopped]).toEqual([4, true])
})

test("a check that fails in an unknown way ends the stream: fail closed", async () => {
  const reauthorise = async () => {
    throw new TypeError("a bug")
  }
  const response = streamEvents({ request, services: { heartbeatMs: 1 }, reauthorise }, {}, () => () => undefined)
  expect(await textOf(response)).toContain("hello")
})

test("what waits for a client is bounded, and nothing is sent after the end", async () => {
  let events: EventWriter | undefined
  let stops = 0
  const call = { request, services: { heartbeatMs: 60_000 }, reauthorise: async () => undefined }
  const response = streamEvents(call, {}, (writer) => {
    events = writer
    return () => stops++
  })
  for (let sent = 0; sent < 1000; sent++) events?.send("change", "x".repeat(1000))
  events?.end()
  expect(stops).toBe(1)
  await expect(textOf(response)).rejects.toThrow("does not take")
})

test("what cannot be opened is an answer of its own", () => {
  const refuse = () => {
    throw new AppError(kernelErrors.unavailable, "full")
  }
  const call = { request, services: { heartbeatMs: 60_000 }, reauthorise: async () => undefined }
  expect(() => streamEvents(call, {}, refuse)).toThrow("full")
})
