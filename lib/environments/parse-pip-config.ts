/** Sections of pip.conf that `pip install` reads, weakest first. */
const SECTIONS = ["global", "install"]

/**
 * Reads a pip.conf: `key = value` in `[global]` and `[install]`, lists continued on indented lines.
 *
 * @returns values by long option name without dashes (`index-url`); lists keep their line breaks.
 */
export function parsePipConfig(text: string): Map<string, string> {
  const sections = new Map(SECTIONS.map((name) => [name, new Map<string, string>()]))
  let current: Map<string, string> | undefined
  let key: string | null = null
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*([#;]|$)/.test(line)) continue
    const header = /^\[(.+)\]\s*$/.exec(line)
    const pair = /^([^\s=:][^=:]*?)\s*[=:]\s*(.*)$/.exec(line)
    if (header) {
      current = sections.get(header[1] ?? "")
      key = null
    } else if (/^\s/.test(line)) {
      if (key !== null) current?.set(key, `${current.get(key) ?? ""}\n${line.trim()}`.trim())
    } else if (pair) {
      key = (pair[1] ?? "").toLowerCase().replaceAll("_", "-")
      current?.set(key, (pair[2] ?? "").trim())
    }
  }
  return new Map(SECTIONS.flatMap((name) => [...(sections.get(name) ?? [])]))
}
