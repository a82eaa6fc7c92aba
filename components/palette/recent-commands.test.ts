import { afterEach, expect, test, vi } from "vitest"

import { readRecents, rememberCommand } from "./recent-commands.ts"

afterEach(() => vi.unstubAllGlobals())

test("a command runs also where the browser keeps nothing", () => {
  const refuse = () => {
    throw new Error("QuotaExceededError")
  }
  vi.stubGlobal("localStorage", { getItem: refuse, setItem: refuse })
  expect(() => rememberCommand("go home")).not.toThrow()
  expect(readRecents()).toEqual([])
})
