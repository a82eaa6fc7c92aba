import { findFirst } from "./line-filter.ts"
import type { LogLine } from "./log-line.ts"

/** The next line, or the one before, from a number on; after the last comes the first. Null if there are none. */
export function stepFrom(lines: readonly LogLine[], n: number | null, by: 1 | -1): LogLine | null {
  if (lines.length === 0) return null
  if (n === null) return (by === 1 ? lines[0] : lines.at(-1)) ?? null
  const at = by === 1 ? findFirst(lines, n + 1) : findFirst(lines, n) - 1
  return lines[(at + lines.length) % lines.length] ?? null
}

/** The row after a number, or before it; the first and the last stay where they are. Without a number, the last. */
export function stepWithin(rows: readonly LogLine[], n: number | null, by: 1 | -1): LogLine | null {
  if (n === null) return rows.at(-1) ?? null
  const at = by === 1 ? findFirst(rows, n + 1) : findFirst(rows, n) - 1
  return rows[Math.min(Math.max(at, 0), rows.length - 1)] ?? null
}
