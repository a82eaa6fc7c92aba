import { existsSync, readdirSync } from "node:fs"

import { sql } from "drizzle-orm"

import { homeAt } from "#lib/kernel/home.ts"
import type { Db } from "#lib/storage/index.ts"

/** Everything that a refused request must leave alone. Tokens and sessions are not in it: their last use is noted. */
const TABLES =
  "workspaces users memberships blobs trees uploads models codes environments endpoints deployments deployment_revisions traffic_revisions endpoint_keys routes operations events drafts instances"

export interface State {
  /** Per table how many rows, and a hash of them. */
  readonly tables: Readonly<Record<string, { rows: number; hash: string }>>
  /** Names of what lies in the store of blobs, of uploads' parts and of trees. */
  readonly files: readonly string[]
}

/** What an installation holds now. */
export async function readState(db: Db, folder: string): Promise<State> {
  const entries = await Promise.all(
    TABLES.split(" ").map(async (table) => {
      const [row] = await db.execute<{ rows: number; hash: string }>(
        sql`select count(*)::int as rows, coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as hash from ${sql.identifier(table)} t`,
      )
      return [table, { rows: row?.rows ?? 0, hash: row?.hash ?? "" }] as const
    }),
  )
  const home = homeAt(folder)
  const roots = [home.blobs, home.uploads, home.trees].filter((root) => existsSync(root))
  const files = roots.flatMap((root) => readdirSync(root, { recursive: true }).map(String))
  return { tables: Object.fromEntries(entries), files: files.toSorted() }
}
