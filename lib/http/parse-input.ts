import type { z } from "zod"

import { AppError } from "#lib/kernel/errors.ts"
import type { ErrorDetail } from "#lib/kernel/errors.ts"

import { requestErrors } from "./errors.ts"
import { knownKeys } from "./known-keys.ts"
import { suggestName } from "./suggest-name.ts"

/** Details of one answer; a body with ten thousand mistakes is not answered with ten thousand lines. */
const DETAILS_MAX = 20

type Issue = z.core.$ZodIssue

const pathText = (path: readonly PropertyKey[], root: string) => (path.length === 0 ? root : path.map(String).join("."))

function unknownKeyDetails(schema: z.ZodType, path: readonly PropertyKey[], keys: readonly string[]): ErrorDetail[] {
  const known = knownKeys(schema, path)
  return keys.map((key) => {
    const near = suggestName(key, known)
    const fix = near === null ? `Known here: ${known.slice(0, 40).join(", ") || "nothing"}.` : `Did you mean ${near}?`
    const target = pathText([...path, key], key)
    return { code: "unknown_key", message: `${target} is not known. ${fix}`, target }
  })
}

/** Of a union the alternative that the value came nearest to: the one whose mistakes lie deepest, then the fewest. */
function nearestAlternative(errors: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map(({ path }) => path.length))
  const ranked = errors.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)
  return ranked[0] ?? []
}

function detailsOf(schema: z.ZodType, issue: Issue, prefix: readonly PropertyKey[], root: string): ErrorDetail[] {
  const path = [...prefix, ...issue.path]
  if (issue.code === "unrecognized_keys") return unknownKeyDetails(schema, path, issue.keys)
  if (issue.code === "invalid_union" && issue.errors.some((errors) => errors.some((inner) => inner.path.length > 0))) {
    return nearestAlternative(issue.errors).flatMap((inner) => detailsOf(schema, inner, path, root))
  }
  if (issue.code === "invalid_key") {
    const rules = issue.issues.map(({ message }) => lowerFirst(message)).join(", ")
    return [{ code: issue.code, message: `${pathText(path, root)}: the name ${rules}.`, target: pathText(path, root) }]
  }
  const rules =
    issue.code === "invalid_union"
      ? [...new Set(issue.errors.flatMap((errors) => errors.map(ruleOf)))].join(", or ")
      : ruleOf(issue)
  const target = pathText(path, root)
  return [{ code: issue.code, message: `${target}: ${rules || "does not match"}.`, target }]
}

const isUnknownKey = (issue: Issue) => issue.code === "unrecognized_keys"

/** The rule that a value breaks, as what it must be. zod's own words are kept where they say that already. */
function ruleOf(issue: Issue): string {
  const kind = /^Invalid input: expected (.+), received .+$/.exec(issue.message)?.[1]
  if (issue.code === "invalid_type" && kind !== undefined)
    return `must be ${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`
  const isNumber = (issue.code === "too_small" || issue.code === "too_big") && issue.origin === "number"
  const bound = isNumber ? /^Too (small|big): expected number to be [<>]=(.+)$/.exec(issue.message) : null
  if (bound) return `must be at ${bound[1] === "small" ? "least" : "most"} ${bound[2]}`
  return lowerFirst(issue.message)
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/**
 * Parses a part of a request.
 *
 * @param root how the part as a whole is called in messages: `body`, `query`.
 * @throws request.invalid with one detail per wrong field: which, the rule, and the nearest known name of an unknown one.
 */
export function parseInput<T extends z.ZodType>(schema: T, value: unknown, root: string): z.infer<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  // An unknown key comes first: it often is the missing one, written wrongly.
  const issues = parsed.error.issues.toSorted((a, b) => Number(isUnknownKey(b)) - Number(isUnknownKey(a)))
  const all = issues.slice(0, DETAILS_MAX).flatMap((issue) => detailsOf(schema, issue, [], root))
  const details = all.slice(0, DETAILS_MAX)
  const [first] = details
  const more = all.length > 1 ? ` (and ${all.length - 1} more)` : ""
  throw new AppError(requestErrors.invalid, `${first?.message ?? `The ${root} is not valid.`}${more}`, {
    target: first?.target ?? root,
    details,
  })
}
