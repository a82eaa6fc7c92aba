import { afterEach, expect, test, vi } from "vitest"

import { addLayer, addShortcut, handleKey, PAGE_LAYER, pageShortcuts } from "./shortcut-registry.ts"

test("a key of the page overrides the same key of the studio, whichever came first", () => {
  const shortcut = (group: "everywhere" | "here") => ({ keys: "n", label: group, group, run: () => undefined })
  const removals = [addShortcut(PAGE_LAYER, shortcut("here")), addShortcut(PAGE_LAYER, shortcut("everywhere"))]
  expect(pageShortcuts.list().map(({ group }) => group)).toEqual(["everywhere", "here"])
  for (const remove of removals) remove()
  expect(pageShortcuts.list()).toEqual([])
})

afterEach(() => vi.unstubAllGlobals())

/** Presses a key, in a text field or elsewhere, and answers whether the browser does its own with it. */
function press(
  key: string,
  { isField = false, ...held }: Partial<KeyboardEvent> & { isField?: boolean } = {},
): boolean {
  class Field {
    readonly type = "text"
  }
  vi.stubGlobal("HTMLInputElement", Field)
  vi.stubGlobal("Element", Field)
  let isOwn = true
  const none = { ctrlKey: false, metaKey: false, altKey: false, repeat: false, defaultPrevented: false, timeStamp: 0 }
  const preventDefault = () => {
    isOwn = false
  }
  const event = { ...none, code: "", ...held, key, target: isField ? new Field() : null, preventDefault }
  // oxlint-disable-next-line no-unsafe-type-assertion -- what is read of an event is here
  handleKey(event as unknown as KeyboardEvent, true)
  return isOwn
}

test("a character that Option types is typed in a field, and elsewhere the digit that was pressed", () => {
  const ran: string[] = []
  const remove = addShortcut(PAGE_LAYER, { keys: "alt+2", label: "", group: "here", run: () => ran.push("alt+2") })
  const option2 = { altKey: true, code: "Digit2" }
  expect(press("@", { ...option2, isField: true })).toBe(true)
  expect(ran).toEqual([])
  expect(press("@", option2)).toBe(false)
  expect(press("2", { ...option2, isField: true })).toBe(false)
  expect(ran).toEqual(["alt+2", "alt+2"])
  remove()
})

test("a key that is held acts once, one that an editor took does nothing, and a dialog silences the page's", () => {
  const ran: string[] = []
  const remove = addShortcut(PAGE_LAYER, { keys: "mod+enter", label: "", group: "here", run: () => ran.push("next") })
  const held = { ctrlKey: true }
  expect(press("Enter", held)).toBe(false)
  expect(press("Enter", { ...held, repeat: true })).toBe(false)
  press("Enter", { ...held, defaultPrevented: true })
  expect(ran).toEqual(["next"])
  const close = addLayer(Symbol("dialog"))
  expect(press("Enter", held)).toBe(true)
  expect(ran).toEqual(["next"])
  close()
  remove()
})
