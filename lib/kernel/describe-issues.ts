import type { z } from "zod"

import { knownKeys } from "./known-keys.ts"
import { didYouMean } from "./nearest-word.ts"

type Issue = z.core.$ZodIssue
type Path = readonly (string | number)[]

/** What is wrong at one place of an input: a sentence that names the field, the rule, and the fix where it is known. */
export interface Problem {
  readonly code: string
  readonly path: Path
  readonly message: string
}

/** Known keys that are listed where none of them is near the unknown one. */
const LISTED_KEYS_MAX = 40
/** Unknown keys of one place that are described: an input may hold a hundred thousand, and each is compared with all known ones. */
const UNKNOWN_KEYS_MAX = 20

const isWrongKind = (issue: Issue) => issue.code === "invalid_type" && issue.path.length === 0

/** Of a union the alternative that the value was meant for: of its kind, with the deepest mistakes, then the fewest. */
function meantAlternative(alternatives: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map(({ path }) => path.length))
  return alternatives
    .filter((issues) => !issues.some(isWrongKind))
    .toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0]
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** The rule that a value breaks, as what it must be. zod's own words are kept where they say that already. */
function ruleOf(issue: Issue): string {
  const [, kind, received] = /^Invalid input: expected (.+), received (.+)$/.exec(issue.message) ?? []
  if (issue.code === "invalid_type" && kind !== undefined) {
    const wanted = `${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`
    return received === "undefined" ? `is required (${wanted})` : `must be ${wanted}`
  }
  const isNumber = (issue.code === "too_small" || issue.code === "too_big") && issue.origin === "number"
  const bound = isNumber ? /^Too (small|big): expected number to be [<>]=(.+)$/.exec(issue.message) : null
  if (bound) return `must be at ${bound[1] === "small" ? "least" : "most"} ${bound[2]}`
  if (issue.code === "invalid_key") return `the name ${issue.issues.map(ruleOf).join(", ")}`
  if (issue.code === "invalid_union") return [...new Set(issue.errors.flat().map(ruleOf))].join(", or ")
  return lowerFirst(issue.message)
}

function unknownKey(known: readonly string[], path: Path, key: string, name: string): Problem {
  const near = didYouMean(key, known)
  const fix = near === "" ? ` Known here: ${known.slice(0, LISTED_KEYS_MAX).join(", ") || "nothing"}.` : near
  return { code: "unknown_key", path: [...path, key], message: `${name} is not known.${fix}` }
}

/**
 * A sentence for each problem that a schema found, of many unknown keys of one place for the first. Used for files and for
 * requests, so that a mistake reads the same.
 *
 * @param writePath how a place is called in sentences; an empty path is the input itself.
 */
export function describeIssues(error: z.ZodError, schema: z.ZodType, writePath: (path: Path) => string): Problem[] {
  const describe = (issue: Issue, before: Path): Problem[] => {
    const path = [...before, ...issue.path.map((key) => (typeof key === "symbol" ? String(key) : key))]
    if (issue.code === "unrecognized_keys") {
      const known = knownKeys(schema, path)
      const few = issue.keys.slice(0, UNKNOWN_KEYS_MAX)
      return few.map((key) => unknownKey(known, path, key, writePath([...path, key])))
    }
    const meant = issue.code === "invalid_union" ? meantAlternative(issue.errors) : undefined
    if (meant) return meant.flatMap((inner) => describe(inner, path))
    return [{ code: issue.code, path, message: `${writePath(path)}: ${ruleOf(issue) || "does not match"}.` }]
  }
  return error.issues.flatMap((issue) => describe(issue, []))
}
