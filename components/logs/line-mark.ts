import type { LogLine } from "./log-line.ts"

/** What a date can be. */
const DATE_MS_MAX = 8.64e15
const MARK = /^(\d{1,16})(?:-(\d{1,6}))?$/

/** Whether a text names a line. */
export const isLineMark = (text: string): boolean => MARK.test(text)

/** The name of a line in a link: its time in ms since 1970, and which of its instance's lines of that time it is, if not the first. */
export function lineMark(lines: readonly LogLine[], line: LogLine): string {
  const ofSame = lines.filter(
    ({ at, kind, instance }) => at === line.at && kind === "line" && instance === line.instance,
  )
  const place = ofSame.indexOf(line)
  return `${Date.parse(line.at)}${place > 0 ? `-${place}` : ""}`
}

/** The time that a name tells; null if it is none. */
function timeOf(mark: string): string | null {
  const ms = Number(MARK.exec(mark)?.[1] ?? Number.NaN)
  return Math.abs(ms) <= DATE_MS_MAX ? new Date(ms).toISOString() : null
}

/** Whether a line is the one of this name, and not one after it because that is gone. */
export const isMarked = (line: LogLine, mark: string): boolean => line.at === timeOf(mark)

/** The line of a name; else the first one after its time. Null if all are older, or it names none. */
export function findMarked(lines: readonly LogLine[], mark: string): LogLine | null {
  const time = timeOf(mark)
  if (time === null) return null
  const first = lines.findIndex(({ at, kind }) => at >= time && kind === "line")
  const found = lines[first]
  const meant = lines[first + Number(MARK.exec(mark)?.[2] ?? 0)]
  return found && meant?.at === found.at ? meant : (found ?? null)
}
