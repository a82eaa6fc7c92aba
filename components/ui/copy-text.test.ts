import { afterEach, expect, test, vi } from "vitest"

import { copyText } from "./copy-text.ts"

afterEach(() => vi.unstubAllGlobals())

test("a text is copied", async () => {
  const writeText = vi.fn<(text: string) => Promise<void>>().mockResolvedValue()
  vi.stubGlobal("navigator", { clipboard: { writeText } })
  expect(await copyText("key")).toBe(true)
  expect(writeText).toHaveBeenCalledWith("key")
})

test.each([
  ["over plain http, where there is no clipboard", {}],
  ["where the browser forbids it", { clipboard: { writeText: async () => await Promise.reject(new Error("no")) } }],
])("%s the failure is reported and nothing is thrown", async (_where, navigator) => {
  vi.stubGlobal("navigator", navigator)
  expect(await copyText("key")).toBe(false)
})
