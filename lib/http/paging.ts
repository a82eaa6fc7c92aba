import { z } from "zod"

import { waitQuery } from "./pipeline.ts"
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from "#lib/kernel/limits.ts"

/** Query of every list: `limit` rows after `cursor`. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(PAGE_SIZE_DEFAULT),
  /** `next_cursor` of the page before. */
  cursor: z.string().min(1).max(1000).optional(),
})

/** Shape of a page of `item`s. */
export function pageOf<T extends z.ZodType>(
  item: T,
): z.ZodObject<{ items: z.ZodArray<T>; next_cursor: z.ZodNullable<z.ZodString> }> {
  return z.object({ items: z.array(item), next_cursor: z.string().nullable() })
}

/** Query of what can only be waited for. */
export const waitOnlyQuery = z.strictObject({ wait: waitQuery })

/** Query of a list whose cursor is a number that the database keeps in so many decimal digits. */
export function numberedPageQuery(digits: number): typeof pageQuery {
  const cursor = z.string().regex(new RegExp(`^[1-9][0-9]{0,${digits - 1}}$`), "must be the next_cursor of a page")
  return pageQuery.extend({ cursor: cursor.optional() })
}
