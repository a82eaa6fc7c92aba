/** One line of a requirements file after comments are gone and continued lines are joined. */
export interface LogicalLine {
  readonly text: string
  /** The first of its lines, counted from 1. */
  readonly line: number
}

/** Splits a requirements file the way pip does: `\` joins lines, ` #` begins a comment, empty lines are left out. */
export function splitRequirementLines(text: string): LogicalLine[] {
  const lines: LogicalLine[] = []
  let pending = ""
  let start = 0
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .entries()) {
    const isComment = /^\s*#/.test(raw)
    if (pending === "") start = index + 1
    if (!isComment && raw.endsWith("\\")) {
      pending += `${raw.slice(0, -1).trim()} `
      continue
    }
    const joined = (pending + (isComment ? "" : raw.trimStart())).replace(/(^|\s)#.*$/, "").trim()
    if (joined !== "") lines.push({ text: joined, line: start })
    pending = ""
  }
  const rest = pending.trim()
  if (rest !== "") lines.push({ text: rest, line: start })
  return lines
}
