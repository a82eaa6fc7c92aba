import type { DraftRow, DraftSummaryRow } from "./queries.ts"
import { draftSummary, draftView } from "./schema.ts"
import type { DraftSummary, DraftView } from "./schema.ts"

const fieldsOf = (row: DraftSummaryRow) => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  schema_version: row.schemaVersion,
  step: row.step,
  revision: row.revision,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
  expires_at: row.expiresAt.toISOString(),
})

/** A row of the list as the API answers it. */
export function toDraftSummary(row: DraftSummaryRow): DraftSummary {
  return draftSummary.parse(fieldsOf(row))
}

/** A row as the API answers it, payload included. */
export function toDraftView(row: DraftRow): DraftView {
  return draftView.parse({ ...fieldsOf(row), payload: row.payload })
}
