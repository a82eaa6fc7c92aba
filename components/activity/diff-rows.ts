/** One value that a change made another one; null is "not there". */
export interface DiffRow {
  /** `tags.team`. */
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

type Fields = Readonly<Record<string, unknown>>

/**
 * What a change's `{before, after}` says, value by value, and only what differs.
 *
 * Shares of traffic are percent, and one that is missing is 0. Of other changes `after` may name only what was written: a
 * key that it does not have stayed as it was.
 */
export function diffRows(action: string, diff: unknown): readonly DiffRow[] {
  if (!isFields(diff)) return []
  const before = isFields(diff["before"]) ? diff["before"] : {}
  const after = isFields(diff["after"]) ? diff["after"] : {}
  if (action === "traffic.update") return shareRows(before, after)
  const isWhole = !isFields(diff["before"]) || !isFields(diff["after"])
  const fields = isWhole ? [...Object.keys(before), ...Object.keys(after)] : Object.keys(after)
  return fields.flatMap((field) => valueRows(field, before[field], after[field]))
}

function shareRows(before: Fields, after: Fields): readonly DiffRow[] {
  const share = (fields: Fields, name: string) => `${textOf(fields[name]) ?? "0"} %`
  const names = Object.keys({ ...before, ...after })
  const rows = names.map((field) => ({ field, before: share(before, field), after: share(after, field) }))
  return rows.filter((row) => row.before !== row.after)
}

function valueRows(field: string, before: unknown, after: unknown): readonly DiffRow[] {
  if (isFields(before) || isFields(after)) {
    const [old, next] = [isFields(before) ? before : {}, isFields(after) ? after : {}]
    const names = Object.keys({ ...old, ...next })
    return names.flatMap((name) => valueRows(`${field}.${name}`, old[name], next[name]))
  }
  const row = { field, before: textOf(before), after: textOf(after) }
  return row.before === row.after ? [] : [row]
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null || value === "") return null
  return typeof value === "string" ? value : JSON.stringify(value)
}
