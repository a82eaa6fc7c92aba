import type { DeletionCursor } from "./queries.ts"

const CURSOR = /^(\d{1,16})\.([a-z0-9_]{1,64})$/

/** Reads what `formatCursor` wrote. Anything else means the first page, as with every list. */
export function parseCursor(text: string | undefined): DeletionCursor | null {
  const [, ms, id] = CURSOR.exec(text ?? "") ?? []
  const at = new Date(Number(ms))
  return ms === undefined || id === undefined || Number.isNaN(at.getTime()) ? null : { at, id }
}

/** Names the row that a page ended with. */
export function formatCursor(row: { readonly id: string; readonly deletedAt: Date | null }): string {
  return `${row.deletedAt?.getTime() ?? 0}.${row.id}`
}
