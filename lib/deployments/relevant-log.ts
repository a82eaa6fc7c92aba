const LINES_SHOWN = 8
const LINES_BEFORE = 1
const TELLING = /\b(?:error|exception|traceback|fatal|killed|out of memory|no space left|refused|denied)\b|Error:/i

/** The lines of a failure's log that people should read first: from the first one that speaks of an error, else the last. */
export function relevantLines(log: readonly string[]): readonly string[] {
  const first = log.findIndex((line) => TELLING.test(line))
  if (first === -1) return log.slice(-LINES_SHOWN)
  const from = Math.max(0, Math.min(first - LINES_BEFORE, log.length - LINES_SHOWN))
  return log.slice(from, from + LINES_SHOWN)
}
