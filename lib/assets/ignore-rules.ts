/** Whether a path (with `/`, relative to the folder of the rules) is left out. */
export type IsIgnored = (relativePath: string, kind: "file" | "folder") => boolean

interface Rule {
  readonly pattern: RegExp
  readonly isNegated: boolean
  readonly isFolderOnly: boolean
}

function translateClass(glob: string, start: number): { source: string; end: number } | undefined {
  const close = glob.indexOf("]", start + 2)
  if (close === -1) return undefined
  const inner = glob
    .slice(start + 1, close)
    .replace(/^!/, "^")
    .replaceAll("\\", "\\\\")
  return { source: `[${inner}]`, end: close + 1 }
}

function translateGlob(glob: string): string {
  let source = ""
  for (let i = 0; i < glob.length;) {
    const rest = glob.slice(i)
    const char = glob.charAt(i)
    const set = char === "[" ? translateClass(glob, i) : undefined
    if (rest === "/**") return `${source}/.+`
    if (rest.startsWith("**/") && (i === 0 || glob.charAt(i - 1) === "/")) {
      source += "(?:.*/)?"
      i += 3
    } else if (set !== undefined) {
      source += set.source
      i = set.end
    } else if (char === "*") {
      source += "[^/]*"
      i += rest.startsWith("**") ? 2 : 1
    } else {
      const isEscape = char === "\\" && i + 1 < glob.length
      const literal = isEscape ? glob.charAt(i + 1) : char
      source += char === "?" ? "[^/]" : literal.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
      i += isEscape ? 2 : 1
    }
  }
  return source
}

function parseRule(line: string): Rule | undefined {
  const text = line.replace(/(?<!\\)\s+$/, "")
  if (text === "" || text.startsWith("#")) return undefined
  const isNegated = text.startsWith("!")
  const glob = text.replace(/^!/, "").replace(/\/$/, "")
  const isAnchored = glob.includes("/")
  try {
    const pattern = new RegExp(`^${isAnchored ? "" : "(?:.*/)?"}${translateGlob(glob.replace(/^\//, ""))}$`)
    return { pattern, isNegated, isFolderOnly: text.endsWith("/") }
  } catch {
    return undefined
  }
}

/** Reads the rules of a `.amlignore` or `.gitignore`: git's patterns, of which the last that fits decides. */
export function parseIgnoreRules(text: string): IsIgnored {
  const rules = text
    .split(/\r?\n/)
    .map(parseRule)
    .filter((rule) => rule !== undefined)
  return (relativePath, kind) => {
    const last = rules.findLast((rule) => (kind === "folder" || !rule.isFolderOnly) && rule.pattern.test(relativePath))
    return last !== undefined && !last.isNegated
  }
}
