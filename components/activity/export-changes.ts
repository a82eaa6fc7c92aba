import type { ActivityView } from "#lib/operations/contract.ts"

const HEAD = ["id", "at", "actor", "action", "target", "result", "finished_at", "reason", "error", "diff"] as const

/** Changes as a table for a spreadsheet (RFC 4180). */
export function changesToCsv(changes: readonly ActivityView[]): string {
  const rows = changes.map((change) => [
    String(change.id),
    change.at,
    change.actor,
    change.action,
    change.target.name,
    change.result,
    change.operation?.finished_at ?? "",
    change.message,
    change.operation?.error?.message ?? "",
    change.diff === null || change.diff === undefined ? "" : JSON.stringify(change.diff),
  ])
  return [HEAD, ...rows].map((cells) => cells.map(quote).join(",")).join("\r\n")
}

/** Changes as the API answers them. */
export function changesToJson(changes: readonly ActivityView[]): string {
  return JSON.stringify(changes, null, 2)
}

/** A spreadsheet takes a cell that begins like a formula for one: an apostrophe keeps it a text. */
function quote(cell: string): string {
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
