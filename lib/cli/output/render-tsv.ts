function cell(value: unknown): string {
  if (Array.isArray(value)) return String(value.length)
  if (value === null || value === undefined) return "None"
  if (typeof value === "boolean") return value ? "True" : "False"
  return typeof value === "string" || typeof value === "number" ? String(value) : ""
}

function row(value: unknown): string {
  if (Array.isArray(value)) return value.map(cell).join("\t")
  if (value !== null && typeof value === "object") return Object.values(value).map(cell).join("\t")
  // Alone on its line a boolean is in lower case, as in `az`.
  return typeof value === "boolean" ? String(value) : cell(value)
}

/**
 * Tab-separated values by the rules of `az`: a line per element, a column per value, nested maps empty, nested lists as
 * their length. A text alone is printed raw.
 */
export function renderTsv(value: unknown): string {
  if (value === null || value === undefined) return ""
  const rows = Array.isArray(value) ? value : [value]
  return rows.map((item) => `${row(item)}\n`).join("")
}
