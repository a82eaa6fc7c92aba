import { sql } from "drizzle-orm"
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js"

import type { Transaction } from "../client.ts"

interface TableShape extends Record<string, unknown> {
  readonly name: string
  readonly columns: string[]
}

interface Sequence extends Record<string, unknown> {
  readonly name: string
  readonly lastValue: string
  readonly isCalled: boolean
}

/** A name as SQL text. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Caudal's tables with the columns that have values of their own, by name. */
export async function listTables(db: PostgresJsDatabase | Transaction): Promise<TableShape[]> {
  const rows = await db.execute<TableShape>(sql`
    select t.relname as name, array_to_json(array_agg(a.attname::text order by a.attnum)) as columns
      from pg_class t
      join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where t.relnamespace = 'public'::regnamespace and t.relkind = 'r'
     group by t.relname
     order by t.relname`)
  return [...rows]
}

/** Where Caudal's sequences stand, by name. */
export async function listSequences(tx: Transaction): Promise<Sequence[]> {
  const names = await tx.execute<{ name: string }>(
    sql`select sequencename as name from pg_sequences where schemaname = 'public' order by sequencename`,
  )
  const sequences: Sequence[] = []
  for (const { name } of names) {
    const rows = await tx.execute<Sequence>(
      sql`select ${name}::text as name, last_value::text as "lastValue", is_called as "isCalled" from ${sql.identifier(name)}`,
    )
    sequences.push(...rows)
  }
  return sequences
}
