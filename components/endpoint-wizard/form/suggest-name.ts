/** A name for the next deployment: blue, then green, then v3 and on, whichever is free first. Pure. */
export function suggestName(taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()))
  for (const name of ["blue", "green"]) if (!used.has(name)) return name
  // A name has at least three characters.
  for (let version = 3; ; version++) {
    const name = `v-${version}`
    if (!used.has(name)) return name
  }
}
