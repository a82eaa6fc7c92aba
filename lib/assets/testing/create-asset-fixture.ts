import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { workspaces } from "#drizzle/schema/index.ts"
import { ROLE_ACTIONS } from "#lib/identity/index.ts"
import type { Context, Role } from "#lib/identity/index.ts"
import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"
import { removeTree } from "#lib/kernel/remove-tree.ts"
import { createTestDatabase } from "#lib/testing/index.ts"

export interface AssetFixture {
  readonly home: Home
  readonly url: string
  /** Two workspaces that must not see each other. */
  readonly ours: Context
  readonly theirs: Context
  readonly clock: { ms: number }
  as(ctx: Context, role: Role): Context
  end(): Promise<void>
}

function notHere(): never {
  throw new Error("Assets hold no secrets.")
}

/** A database, an empty home, two workspaces and a clock that stands still. */
export async function createAssetFixture(): Promise<AssetFixture> {
  const database = await createTestDatabase()
  const home = homeAt(mkdtempSync(path.join(tmpdir(), "caudal-assets-")))
  await database.db.insert(workspaces).values([
    { id: "ws_ours", name: "ours" },
    { id: "ws_theirs", name: "theirs" },
  ])
  const clock = { ms: Date.UTC(2026, 0, 1) }
  const contextOf = (workspaceId: string): Context => ({
    db: database.db,
    clock: { nowMs: () => clock.ms },
    workspaceId,
    vault: { seal: notHere, unseal: notHere },
    caller: { kind: "user", id: "usr_1", name: "ada@example.com", actions: ROLE_ACTIONS.Operator },
  })
  return {
    home,
    url: database.url,
    ours: contextOf("ws_ours"),
    theirs: contextOf("ws_theirs"),
    clock,
    as: (ctx, role) => ({ ...ctx, caller: { ...ctx.caller, actions: ROLE_ACTIONS[role] } }),
    end: async () => {
      await database.drop()
      await removeTree(home.root)
    },
  }
}
