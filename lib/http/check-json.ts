/** Deepest nesting of a request body. */
export const JSON_DEPTH_MAX = 64

interface Visit {
  readonly value: unknown
  readonly path: string
  readonly depth: number
}

function textProblem(text: string): string | null {
  if (text.includes("\0")) return "holds a NUL character, which no text may hold"
  if (!text.isWellFormed()) return "holds half a surrogate pair, which is no character"
  return null
}

/**
 * Finds what JSON allows and PostgreSQL or later code cannot take: NUL characters, half surrogates, nesting without end,
 * numbers beyond double precision, the key `__proto__`. Answers where and why, or null.
 */
export function findJsonProblem(root: unknown): { path: string; rule: string } | null {
  const stack: Visit[] = [{ value: root, path: "", depth: 0 }]
  for (let visit = stack.pop(); visit; visit = stack.pop()) {
    const { value, path, depth } = visit
    const rule = problemOf(value, depth)
    if (rule !== null) return { path, rule }
    if (typeof value !== "object" || value === null) continue
    for (const [key, inner] of Object.entries(value)) {
      const keyRule = key === "__proto__" ? "is a key that cannot be used" : textProblem(key)
      const innerPath = path === "" ? key : `${path}.${key}`
      if (keyRule !== null) return { path: innerPath, rule: keyRule }
      stack.push({ value: inner, path: innerPath, depth: depth + 1 })
    }
  }
  return null
}

function problemOf(value: unknown, depth: number): string | null {
  if (depth > JSON_DEPTH_MAX) return `is nested deeper than ${JSON_DEPTH_MAX} levels`
  if (typeof value === "string") return textProblem(value)
  if (typeof value === "number" && !Number.isFinite(value)) return "is a number too large to be exact"
  return null
}
