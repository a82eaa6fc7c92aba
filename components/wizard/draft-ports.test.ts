import { afterEach, expect, test, vi } from "vitest"

import { draftPorts, mirrorKey, readMirror } from "./draft-ports.ts"

afterEach(() => vi.unstubAllGlobals())

test("the mirror is one person's, and says which revision it was typed over and what was on its way", () => {
  const kept = new Map<string, string>()
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  const place = { workspace: "w", kind: "online-endpoint", schemaVersion: 1, scope: "endpoint" } as const
  const snapshot = { title: "t", payload: { a: 1 }, step: "basics" }
  const { mirror } = draftPorts({ ...place, user: "usr_ana", onCreated: () => undefined })
  const unsure = { ...snapshot, title: "sent" }
  mirror(snapshot, null, null)
  mirror(snapshot, { id: "drf_1", revision: 4 }, unsure)
  const read = (user: string, draft: string) => readMirror(mirrorKey({ workspace: "w", user, draft }))
  expect(read("usr_ana", "endpoint")).toEqual({ ...snapshot, baseRevision: null, unsure: null })
  expect(read("usr_ana", "drf_1")).toEqual({ ...snapshot, baseRevision: 4, unsure })
  expect(read("usr_eva", "endpoint")).toBeNull()
  mirror(null, null, null)
  expect(read("usr_ana", "endpoint")).toBeNull()
})
