import { expect, test } from "vitest"

import { keyName, matchKeys } from "./match-keys.ts"

const SHORTCUTS = ["g e", "g h", "n", "mod+k", "?", "n"]
const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
  keyName({ key, ctrlKey: false, metaKey: false, altKey: false, ...held })

test("a sequence runs after its last key, and a wrong second key starts anew", () => {
  expect(matchKeys(SHORTCUTS, "", "g")).toEqual({ index: null, pending: "g" })
  expect(matchKeys(SHORTCUTS, "g", "e")).toEqual({ index: 0, pending: "" })
  expect(matchKeys(SHORTCUTS, "g", "?")).toEqual({ index: 4, pending: "" })
  expect(matchKeys(SHORTCUTS, "g", "g")).toEqual({ index: null, pending: "g" })
  expect(matchKeys(SHORTCUTS, "", "x")).toEqual({ index: null, pending: "" })
})

test("of two shortcuts with the same keys the one that came last runs: a page overrides the shell", () => {
  expect(matchKeys(SHORTCUTS, "", "n").index).toBe(5)
})

test("copying or printing is never taken for a single key", () => {
  expect(press("c", { ctrlKey: true })).toBe("mod+c")
  expect(press("K", { metaKey: true })).toBe("mod+k")
  expect(press("n", { altKey: true })).toBe("alt+n")
  expect(matchKeys(SHORTCUTS, "", press("n", { ctrlKey: true }) ?? "").index).toBeNull()
})

test("characters that need Shift or AltGr on some keyboards are what they type", () => {
  expect(press("?", { shiftKey: true })).toBe("?")
  expect(press("[", { ctrlKey: true, altKey: true })).toBe("[")
  expect(press("Shift")).toBeNull()
})
