/** So many brackets are tried as the beginning: lines have a few in front of what they tell. */
const TRIES_MAX = 8

/** The JSON that a line ends with, spread over lines, after what stands before it. Null if it ends with none. */
export function prettyJson(plain: string): string | null {
  if (!/[\]}]\s*$/.test(plain)) return null
  for (const { index } of [...plain.matchAll(/[[{]/g)].slice(0, TRIES_MAX)) {
    const value = parse(plain.slice(index))
    if (value !== undefined) return `${plain.slice(0, index)}${JSON.stringify(value, null, 2)}`
  }
  return null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
