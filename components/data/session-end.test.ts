import { afterEach, expect, test, vi } from "vitest"

import { apiPaths } from "#lib/urls/contract.ts"

import { sendJson } from "./send-json.ts"
import { isSessionEnded, subscribeSessionEnd } from "./session-end.ts"

afterEach(() => vi.unstubAllGlobals())

/** Asks a studio that answers with `status`. */
async function ask(status: number): Promise<void> {
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ error: { code: "x", message: "x" } }), { status }))
  await sendJson("GET", apiPaths.me).catch(() => undefined)
}

test("a session that has ended is told, leads nowhere by itself, and is forgotten once somebody has signed in again", async () => {
  const assign = vi.fn<(url: string) => void>()
  vi.stubGlobal("window", { location: { pathname: "/", search: "", assign } })
  const told: boolean[] = []
  const unsubscribe = subscribeSessionEnd(() => told.push(isSessionEnded()))
  for (const status of [200, 401, 401, 403, 503, 200]) await ask(status)
  unsubscribe()
  expect(told).toEqual([true, false])
  expect(assign).not.toHaveBeenCalled()
})
