import { expect, test } from "vitest"

import { addShortcut, PAGE_LAYER, pageShortcuts } from "./shortcut-registry.ts"

test("a key of the page overrides the same key of the studio, whichever came first", () => {
  const shortcut = (group: "everywhere" | "here") => ({ keys: "n", label: group, group, run: () => undefined })
  const removals = [addShortcut(PAGE_LAYER, shortcut("here")), addShortcut(PAGE_LAYER, shortcut("everywhere"))]
  expect(pageShortcuts.list().map(({ group }) => group)).toEqual(["everywhere", "here"])
  for (const remove of removals) remove()
  expect(pageShortcuts.list()).toEqual([])
})
