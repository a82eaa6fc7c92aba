/** A Python release: major, minor, patch. */
export type PythonVersion = readonly [number, number, number]

/** Reads `3.11.7`; what follows (`rc1`, `+`) is left out. Null if it does not start with two numbers. */
export function parsePythonVersion(text: string): PythonVersion | null {
  const match = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(text)
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : null
}

export function formatPythonVersion(version: PythonVersion): string {
  return version.join(".")
}

/** Negative if `a` is older than `b`. */
export function comparePythonVersions(a: PythonVersion, b: PythonVersion): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}

const CLAUSE = /^(===|==|!=|<=|>=|~=|<|>)\s*(\d+(?:\.\d+)*)(\.\*)?$/

interface Clause {
  readonly operator: string
  readonly parts: readonly number[]
  readonly isPrefix: boolean
}

function parseClause(text: string): Clause | null {
  const match = CLAUSE.exec(text.trim())
  if (!match) return null
  const parts = (match[2] ?? "").split(".").map(Number)
  return { operator: match[1] ?? "", parts, isPrefix: match[3] !== undefined }
}

/** True if `specifier` is a comma-separated list of PEP 440 clauses over plain release numbers, or empty. */
export function isPythonSpecifier(specifier: string): boolean {
  return specifier === "" || specifier.split(",").every((clause) => parseClause(clause) !== null)
}

function startsWith(version: PythonVersion, parts: readonly number[]): boolean {
  return parts.every((part, index) => (version[index] ?? 0) === part)
}

function holds(version: PythonVersion, clause: Clause): boolean {
  const { operator, parts, isPrefix } = clause
  const [major = 0, minor = 0, patch = 0] = parts
  const order = comparePythonVersions(version, [major, minor, patch])
  if (operator === "==" || operator === "===") return isPrefix ? startsWith(version, parts) : order === 0
  if (operator === "!=") return isPrefix ? !startsWith(version, parts) : order !== 0
  if (operator === "~=") return order >= 0 && startsWith(version, parts.slice(0, -1))
  if (operator === ">=") return order >= 0
  if (operator === "<=") return order <= 0
  return operator === ">" ? order > 0 : order < 0
}

/** Whether a release satisfies a PEP 440 specifier such as `>=3.11,<3.13` or `==3.11.*`. An empty one holds always. */
export function satisfiesPython(version: PythonVersion, specifier: string): boolean {
  if (specifier === "") return true
  return specifier.split(",").every((text) => {
    const clause = parseClause(text)
    return clause !== null && holds(version, clause)
  })
}

/** Whether some patch release of this version's minor would satisfy the specifier: then only the patch differs. */
export function satisfiesPythonMinor(version: PythonVersion, specifier: string): boolean {
  const [major, minor] = version
  return Array.from({ length: 100 }, (_, patch) => patch).some((patch) =>
    satisfiesPython([major, minor, patch], specifier),
  )
}
