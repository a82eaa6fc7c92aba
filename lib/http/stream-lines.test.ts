import { setTimeout as delay } from "node:timers/promises"

import { expect, test } from "vitest"

import { AppError, kernelErrors } from "#lib/kernel/errors.ts"

import { streamLines } from "./stream-lines.ts"

const call = (heartbeatMs = 60_000, reauthorise = async () => {}) => ({
  request: new Request("https://studio.example/logs"),
  services: { heartbeatMs },
  reauthorise,
})

async function pieces(response: Response): Promise<string[]> {
  const all: string[] = []
  if (response.body) for await (const piece of response.body.pipeThrough(new TextDecoderStream())) all.push(piece)
  return all
}

test("lines that are there at once come in few pieces, and none is lost", async () => {
  const response = await streamLines(call(), async function* () {
    for (let n = 0; n < 20_000; n++) yield `line ${n}`
  })
  const all = await pieces(response)
  expect(all.join("")).toBe(Array.from({ length: 20_000 }, (_unused, n) => `line ${n}\n`).join(""))
  expect(all.length).toBeLessThan(200)
})

test("a line does not wait for the next one", async () => {
  const response = await streamLines(call(), async function* () {
    yield "now"
    await delay(200)
    yield "later"
  })
  expect(await pieces(response)).toEqual(["now\n", "later\n"])
})

test("what came before a failure is told, and a failure before the first line has its own status", async () => {
  const response = await streamLines(call(), async function* () {
    yield "one"
    throw new Error("broken")
  })
  const reader = response.body?.getReader()
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("one\n")
  await expect(reader?.read()).rejects.toThrow("broken")
})

test("who goes away ends the reading", async () => {
  let isOver = false
  const response = await streamLines(call(), async function* (signal) {
    yield "one"
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }))
    isOver = true
  })
  const reader = response.body?.getReader()
  await reader?.read()
  await reader?.cancel()
  await delay(20)
  expect(isOver).toBe(true)
})

test("the reading ends with the session, the token or the membership that began it", async () => {
  let isMember = true
  const reauthorise = async () => {
    if (!isMember) throw new AppError(kernelErrors.internal, "no longer")
  }
  const response = await streamLines(call(5, reauthorise), async function* (signal) {
    yield "one"
    await delay(20)
    isMember = false
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }))
  })
  expect(await pieces(response)).toEqual(["one\n"])
  expect(isMember).toBe(false)
})
