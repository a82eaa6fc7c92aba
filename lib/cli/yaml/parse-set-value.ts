import { parse } from "yaml"

const PYTHON_WORDS: Readonly<Record<string, unknown>> = { True: true, False: false, None: null }

/**
 * The value of `--set path=VALUE`, read as `az` reads it: JSON, else Python's literals, else text. A number that would
 * not print as it was written (`1.10`, `007`, `1e3`) stays text.
 */
export function parseSetValue(text: string, options: { forceString: boolean }): unknown {
  if (options.forceString) return text
  if (Object.hasOwn(PYTHON_WORDS, text)) return PYTHON_WORDS[text]
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "number" && String(value) !== text ? text : value
  } catch {
    return /^\s*[[{'"]/.test(text) ? parseFlow(text) : text
  }
}

/** Python-like maps, lists and quoted texts (`{'a': 1}`), which YAML's flow style reads too. */
function parseFlow(text: string): unknown {
  try {
    const value: unknown = parse(text)
    return value
  } catch {
    return text
  }
}
