import { chmodSync, readdirSync, rmSync } from "node:fs"
import path from "node:path"

import { afterEach, beforeEach, expect, test, vi } from "vitest"

import { removeTree } from "#lib/kernel/remove-tree.ts"

import { collectGarbage } from "./collect-garbage.ts"
import { GARBAGE_AGE_MS } from "./limits.ts"
import { materialiseTree } from "./materialise-tree.ts"
import { bringTree } from "./testing/bring-tree.ts"
import { createAssetFixture } from "./testing/create-asset-fixture.ts"
import type { AssetFixture } from "./testing/create-asset-fixture.ts"

vi.mock(import("#lib/kernel/remove-tree.ts"), { spy: true })

let fixture: AssetFixture
beforeEach(async () => {
  fixture = await createAssetFixture()
})
afterEach(async () => {
  await fixture.end()
})

test("a collector that is killed while it removes a tree leaves no half of it in its place", async () => {
  const { home, clock, ours } = fixture
  const contents = { "a.txt": "unused", "b.txt": "as well" }
  const tree = await bringTree(ours, home, contents)
  await materialiseTree(home, tree)
  clock.ms += GARBAGE_AGE_MS + 1
  vi.mocked(removeTree).mockImplementation(async (folder) => {
    // As the real one does for an ordinary user: a tree is read-only.
    chmodSync(folder, 0o700)
    rmSync(path.join(folder, "a.txt"))
    throw new Error("killed")
  })
  await expect(collectGarbage(ours.db, home, clock.ms)).rejects.toThrow("killed")
  vi.mocked(removeTree).mockRestore()

  await bringTree(ours, home, contents)
  expect(readdirSync(await materialiseTree(home, tree)).toSorted()).toEqual(["a.txt", "b.txt"])
  clock.ms += GARBAGE_AGE_MS + 1
  await collectGarbage(ours.db, home, clock.ms + Date.now())
  expect(readdirSync(home.trees)).toEqual([])
})
