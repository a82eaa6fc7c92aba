import { z } from "zod"

import { PAGE_SIZE_MAX } from "#lib/kernel/limits.ts"

import type { Client } from "./client/create-client.ts"

const page = z.object({ items: z.array(z.unknown()), next_cursor: z.string().nullish() })

/** Every row of a list, page by page, or the first `max`. */
export async function listAll(
  client: Client,
  path: string,
  options: { max?: number | undefined; query?: Readonly<Record<string, string | undefined>> } = {},
): Promise<unknown[]> {
  const max = options.max ?? Number.POSITIVE_INFINITY
  const rows: unknown[] = []
  let cursor: string | undefined
  do {
    const limit = String(Math.min(PAGE_SIZE_MAX, max - rows.length))
    const answer = await client.send("GET", path, { query: { ...options.query, limit, cursor } })
    const { items, next_cursor: next } = page.parse(answer.json)
    rows.push(...items)
    cursor = next ?? undefined
  } while (cursor !== undefined && rows.length < max)
  return rows
}
