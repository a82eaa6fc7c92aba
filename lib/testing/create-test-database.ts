import { inject } from "vitest"

import { close, connect } from "#lib/storage/index.ts"
import type { Database } from "#lib/storage/index.ts"

import { createDatabase, dropDatabase } from "./manage-databases.ts"

export interface TestDatabase {
  readonly url: string
  readonly db: Database
  /** Closes `db` and deletes the database, whoever else is connected to it. */
  drop(): Promise<void>
}

interface TestDatabaseOptions {
  /** A database without any table, for tests of migrations. */
  readonly isEmpty?: boolean
}

/** A database of its own for one test file: real PostgreSQL, the schema of this code, no rows. */
export async function createTestDatabase({ isEmpty = false }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const templateUrl = inject("templateUrl")
  const url = await createDatabase(templateUrl, "caudal_test", isEmpty ? undefined : templateUrl)
  const db = connect(url, { applicationName: "caudal test" })
  return {
    url,
    db,
    drop: async () => {
      await close(db)
      await dropDatabase(url)
    },
  }
}
