import { expect, test } from "vitest"

import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"

import { draftAfterSave, draftOf, settingsOf } from "./settings-draft.ts"

const endpoint = (revision: number, description: string) =>
  ({ name: "a", revision, description, tags: {}, properties: {} }) as OnlineEndpointView

test("what is typed while a save is under way stays, on top of what was saved", () => {
  const sent = { ...draftOf(endpoint(1, "")), description: "one" }
  const saved = endpoint(2, "one")
  const typed = { ...sent, description: "one and two" }
  const left = draftAfterSave(typed, sent, saved)
  expect(left?.base).toBe(saved)
  expect(left && settingsOf(left).description).toBe("one and two")
})

test("without anything newer nothing is left to save", () => {
  const sent = { ...draftOf(endpoint(1, "")), description: "one" }
  expect(draftAfterSave(sent, sent, endpoint(2, "one"))).toBeNull()
  expect(draftAfterSave(null, sent, endpoint(2, "one"))).toBeNull()
})
