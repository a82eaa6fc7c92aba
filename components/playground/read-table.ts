/** An answer as rows and columns. */
export interface AnswerTable {
  readonly columns: readonly string[]
  readonly rows: ReadonlyArray<readonly string[]>
  /** Of how many rows these are the first. */
  readonly total: number
}

const ROWS_MAX = 100
const COLUMNS_MAX = 50

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
const show = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value))

/** The list that an answer is or holds as its only list. */
function findList(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value
  if (!isRecord(value)) return null
  const lists = Object.values(value).filter((one) => Array.isArray(one))
  return lists.length === 1 ? (lists[0] ?? null) : null
}

/** Reads JSON as a table: a list of values, of lists, or of objects. Null when it is none of these. */
export function readTable(text: string): AnswerTable | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const list = findList(value)
  if (list === null || list.length === 0) return null
  const shown = list.slice(0, ROWS_MAX)
  const names = [...new Set(shown.flatMap((row) => keysOf(row)))].slice(0, COLUMNS_MAX)
  return {
    columns: names,
    rows: shown.map((row) => names.map((name) => cellOf(row, name))),
    total: list.length,
  }
}

/** Columns that a row has: its keys, or its places, or the one of a bare value. */
function keysOf(row: unknown): string[] {
  if (Array.isArray(row)) return row.map((_, index) => String(index))
  return isRecord(row) ? Object.keys(row) : ["0"]
}

function cellOf(row: unknown, name: string): string {
  if (Array.isArray(row)) return Number(name) in row ? show(row[Number(name)]) : ""
  if (isRecord(row)) return name in row ? show(row[name]) : ""
  return name === "0" ? show(row) : ""
}
