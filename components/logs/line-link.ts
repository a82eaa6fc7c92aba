import { lineMark } from "./line-mark.ts"
import type { LogLine } from "./log-line.ts"
import type { LogSource } from "./log-source.ts"

interface LinkedLine {
  readonly source: LogSource
  readonly lines: readonly LogLine[]
  readonly line: LogLine
}

/**
 * The address of a line: the page's own, in the history of what wrote the line, without what narrows the log, so that the
 * lines around it are there.
 */
export function lineLink(href: string, { source, lines, line }: LinkedLine): string {
  const url = new URL(href)
  const instance = line.instance ?? source.instance
  url.searchParams.set("mode", "history")
  url.searchParams.set("dep", source.deployment)
  if (instance !== null) url.searchParams.set("instance", instance)
  for (const name of ["q", "level", "around", ...(instance === null ? [] : ["prev"])]) url.searchParams.delete(name)
  url.searchParams.set("t", lineMark(lines, line))
  return url.href
}
