import { z } from "zod"

import { describeIssues } from "#lib/kernel/describe-issues.ts"
import { AppError } from "#lib/kernel/errors.ts"

import { requestErrors } from "./errors.ts"

/** Details of one answer; a body with ten thousand mistakes is not answered with ten thousand lines. */
const DETAILS_MAX = 20

const isUnknownKey = (issue: z.core.$ZodIssue): issue is z.core.$ZodIssueUnrecognizedKeys =>
  issue.code === "unrecognized_keys"

/**
 * Parses a part of a request.
 *
 * @param root how the part as a whole is called in messages: `body`, `query`.
 * @throws request.invalid with one detail per wrong field: which, the rule, and the nearest known name of an unknown one.
 */
export function parseInput<T extends z.ZodType>(schema: T, value: unknown, root: string): z.infer<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const pathText = (path: readonly (string | number)[]) => (path.length === 0 ? root : path.join("."))
  // An unknown key comes first: it often is the missing one, written wrongly.
  const issues = parsed.error.issues.toSorted((a, b) => Number(isUnknownKey(b)) - Number(isUnknownKey(a)))
  const few = new z.ZodError(issues.slice(0, DETAILS_MAX))
  const details = describeIssues(few, schema, pathText)
    .slice(0, DETAILS_MAX)
    .map(({ code, path, message }) => ({ code, message, target: pathText(path) }))
  const [first] = details
  const count = issues.reduce((sum, issue) => sum + (isUnknownKey(issue) ? issue.keys.length : 1), 0)
  const more = count > 1 ? ` (and ${count - 1} more)` : ""
  throw new AppError(requestErrors.invalid, `${first?.message ?? `The ${root} is not valid.`}${more}`, {
    target: first?.target ?? root,
    details,
  })
}
