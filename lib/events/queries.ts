import { events } from "#drizzle/schema/index.ts"
import type { Db } from "#lib/storage/index.ts"

export async function insertEvent(db: Db, row: typeof events.$inferInsert): Promise<void> {
  await db.insert(events).values(row)
}
