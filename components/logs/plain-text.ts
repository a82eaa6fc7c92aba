const ESCAPE = String.fromCodePoint(27)
const BELL = String.fromCodePoint(7)
/** Commands to a terminal that are not colours: titles, links, moves of the cursor. */
const COMMANDS = new RegExp(
  `${ESCAPE}\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)|${ESCAPE}\\[[0-9;?]*[ -/]*[@-ln-~]|${ESCAPE}[@-Z\\\\^_]`,
  "g",
)
const COLOURS = new RegExp(`${ESCAPE}\\[[0-9;:]*m`, "g")

/** Whether a text has colours. */
export const hasColours = (text: string): boolean => text.includes(ESCAPE)

/** A line as a terminal would leave it, with its colours: what a progress bar has overwritten is gone. */
export function settleLine(line: string): string {
  const text = line.endsWith("\r") ? line.slice(0, -1) : line
  const settled = text.slice(text.lastIndexOf("\r") + 1)
  return hasColours(settled) ? settled.replaceAll(COMMANDS, "") : settled
}

/** A settled line without its colours. */
export function plainText(settled: string): string {
  return hasColours(settled) ? settled.replaceAll(COLOURS, "") : settled
}
