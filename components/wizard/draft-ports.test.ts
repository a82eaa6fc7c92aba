import { afterEach, expect, test, vi } from "vitest"

import { draftPorts, mirrorKey, readMirror } from "./draft-ports.ts"

afterEach(() => vi.unstubAllGlobals())

test("the mirror is one person's, and says which revision it was typed over", () => {
  const kept = new Map<string, string>()
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  const place = { workspace: "w", kind: "online-endpoint", schemaVersion: 1, scope: "endpoint" } as const
  const snapshot = { title: "t", payload: { a: 1 }, step: "basics" }
  const { mirror } = draftPorts({ ...place, user: "usr_ana", onCreated: () => undefined })
  mirror(snapshot, null)
  mirror(snapshot, { id: "drf_1", revision: 4 })
  const read = (user: string, draft: string) => readMirror(mirrorKey({ workspace: "w", user, draft }))
  expect(read("usr_ana", "endpoint")).toEqual({ ...snapshot, baseRevision: null })
  expect(read("usr_ana", "drf_1")).toEqual({ ...snapshot, baseRevision: 4 })
  expect(read("usr_eva", "endpoint")).toBeNull()
  mirror(null, null)
  expect(read("usr_ana", "endpoint")).toBeNull()
})
