const LINE = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/

/**
 * The settings in the text of a `.env` file; nothing unless every line is one, so that pasting a single name or value stays
 * what it is. Pure.
 */
export function parseEnvFile(text: string): ReadonlyArray<{ readonly key: string; readonly value: string }> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "" && !line.trim().startsWith("#"))
  const found = lines.map((line) => LINE.exec(line))
  return found.flatMap((match) => {
    const [, key, value] = match ?? []
    return key === undefined || value === undefined || found.includes(null) ? [] : [{ key, value: unquote(value) }]
  })
}

function unquote(value: string): string {
  const [, , inner] = /^(["'])(.*)\1$/.exec(value) ?? []
  return inner ?? value
}
