const RELEASE = /^\d+(\.\d+)*([a-z]+\d*)?(\.(post|dev)\d+)?(\+[a-z0-9.]+)?$/i

/** A clause such as `>=1.2`; null if it means "any version"; `undefined` if it cannot be said in PEP 440. */
function translateClause(clause: string): string | null | undefined {
  const match = /^(===|==|!=|<=|>=|~=|=|<|>)?\s*(.+)$/.exec(clause.trim())
  if (!match) return undefined
  const operator = match[1] ?? ""
  const written = match[2]?.trim() ?? ""
  if (written === "*") return null
  // `1.2.*` and `1.2*` both mean "starts with 1.2".
  const isPrefix = /\.?\*$/.test(written)
  const version = written.replace(/\.?\*$/, "")
  if (!RELEASE.test(version)) return undefined
  // PEP 440 allows `.*` after plain numbers alone.
  if (operator === "=") return /^[\d.]+$/.test(version) ? `==${version}.*` : `==${version}`
  if (operator === "" || operator === "==" || operator === "!=") {
    const sign = operator === "!=" ? "!=" : "=="
    return `${sign}${version}${isPrefix ? ".*" : ""}`
  }
  // `>=1.2.*` is how conda packages write `>=1.2`.
  return `${operator}${version}`
}

/**
 * A conda version specification as a PEP 440 one: `=1.2` is a prefix, `==1.2` and a bare `1.2` are exact, `,` joins.
 *
 * @returns the specifier, empty for any version; null if PEP 440 has no words for it (`|`, patterns inside a version).
 */
export function translateCondaVersion(version: string): string | null {
  if (version.trim() === "") return ""
  const clauses: string[] = []
  for (const part of version.split(",")) {
    const clause = translateClause(part)
    if (clause === undefined) return null
    if (clause !== null) clauses.push(clause)
  }
  return clauses.join(",")
}
