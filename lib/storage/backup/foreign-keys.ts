import { sql } from "drizzle-orm"

import type { Transaction } from "../client.ts"
import { quoteName } from "./list-contents.ts"

interface ForeignKey extends Record<string, unknown> {
  readonly table: string
  readonly name: string
  readonly definition: string
}

/**
 * Runs `work` without foreign keys and puts them back, each checked against all rows. So tables can be filled in any
 * order, also when they refer to each other, by a user who is no superuser.
 */
export async function withoutForeignKeys(tx: Transaction, work: () => Promise<void>): Promise<void> {
  const keys = await tx.execute<ForeignKey>(sql`
    select t.relname as table, c.conname as name, pg_get_constraintdef(c.oid) as definition
      from pg_constraint c join pg_class t on t.oid = c.conrelid
     where c.contype = 'f' and t.relnamespace = 'public'::regnamespace`)
  for (const { table, name } of keys) {
    await tx.execute(sql.raw(`alter table ${quoteName(table)} drop constraint ${quoteName(name)}`))
  }
  await work()
  for (const { table, name, definition } of keys) {
    await tx.execute(sql.raw(`alter table ${quoteName(table)} add constraint ${quoteName(name)} ${definition}`))
  }
}
