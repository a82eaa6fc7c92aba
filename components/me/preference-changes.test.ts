import { expect, test } from "vitest"

import { DEFAULT_PREFERENCES } from "#lib/identity/contract.ts"

import { undoOf, withChange } from "./preference-changes.ts"

test("undoing any change leads back to what was", () => {
  const changes = [
    { language: "es" },
    { theme: "dark", density: "compact" },
    { time_zone: "Europe/Madrid" },
    { shortcuts: false, traffic_mode: "manual" },
  ] as const
  for (const change of changes) {
    const after = withChange(DEFAULT_PREFERENCES, change)
    expect(after).toMatchObject(change)
    expect(withChange(after, undoOf(DEFAULT_PREFERENCES, change))).toEqual(DEFAULT_PREFERENCES)
  }
})

test("undoing touches nothing else, which may have been changed elsewhere meanwhile", () => {
  expect(undoOf(DEFAULT_PREFERENCES, { theme: "dark" })).toEqual({ theme: "system" })
})
