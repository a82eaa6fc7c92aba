/** Columns that can be left out; the name is always there. */
export const COLUMN_IDS = ["status", "traffic", "deployments", "auth", "tags", "updated", "created"] as const
export type ColumnId = (typeof COLUMN_IDS)[number]

/** Remembers a person's columns in their browser, where the server sees them before the first paint. */
export const COLUMNS_COOKIE = "caudal-endpoint-columns"

/** The columns of a cookie's value; null if it says none that exist. */
export function readColumns(text: string | undefined): readonly ColumnId[] | null {
  const named = text?.split(",") ?? []
  const columns = COLUMN_IDS.filter((id) => named.includes(id))
  return columns.length === 0 ? null : columns
}
