/** A column of a command's table. */
export interface Column {
  readonly title: string
  readonly value: (row: Readonly<Record<string, unknown>>) => unknown
}

/** Keys that `az` leaves out of tables. */
const SKIPPED = new Set(["id", "type", "etag", "revision"])

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" && !Array.isArray(value)
}

function title(key: string): string {
  return `${key.charAt(0).toUpperCase()}${key.slice(1)}`
}

function text(value: unknown): string {
  if (value === null || value === undefined) return ""
  if (typeof value === "boolean") return value ? "True" : "False"
  return typeof value === "string" ? value.replaceAll(/\s*\n\s*/g, " ") : JSON.stringify(value)
}

/** One flat row: what `az` shows of a map is its plain values, of anything else a column "Result". */
function flatten(item: unknown): ReadonlyMap<string, string> {
  if (Array.isArray(item)) return new Map(item.map((value, i) => [`Column${i + 1}`, text(value)]))
  if (!isRecord(item)) return new Map([["Result", text(item)]])
  const plain = Object.entries(item).filter(
    ([key, value]) => !SKIPPED.has(key) && (value === null || typeof value !== "object"),
  )
  return new Map(plain.map(([key, value]) => [title(key), text(value)]))
}

/** A table of fixed columns for people. A map is one row; nothing gives nothing. */
export function renderTable(value: unknown, columns?: readonly Column[]): string {
  const items = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value]
  const rows = items.map((item) =>
    columns !== undefined && isRecord(item)
      ? new Map(columns.map((column) => [column.title, text(column.value(item))]))
      : flatten(item),
  )
  const titles = [...new Set(rows.flatMap((row) => [...row.keys()]))]
  if (titles.length === 0) return ""
  const widths = titles.map((name) => Math.max(name.length, ...rows.map((row) => (row.get(name) ?? "").length)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd()
  return [
    line(titles),
    line(widths.map((width) => "-".repeat(width))),
    ...rows.map((row) => line(titles.map((name) => row.get(name) ?? ""))),
    "",
  ].join("\n")
}
