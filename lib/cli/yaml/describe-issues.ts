import type { z } from "zod"

import { nearestWord } from "../args/index.ts"

import { listKnownKeys } from "./list-known-keys.ts"
import type { KeyPath } from "./read-yaml.ts"

interface Problem {
  readonly path: KeyPath
  readonly message: string
}

function plainPath(path: readonly PropertyKey[]): KeyPath {
  return path.map((key) => (typeof key === "symbol" ? String(key) : key))
}

/** Of a union's branches the one that the value was most likely meant for: its problems lie deepest, or are fewest. */
function likeliest(branches: readonly z.core.$ZodIssue[][]): readonly z.core.$ZodIssue[] {
  const isWrongKind = (issues: readonly z.core.$ZodIssue[]) =>
    issues.some((issue) => issue.code === "invalid_type" && issue.path.length === 0)
  const fitting = branches.filter((issues) => !isWrongKind(issues))
  return fitting.toSorted((a, b) => a.length - b.length)[0] ?? []
}

function flatten(issue: z.core.$ZodIssue, schema: z.ZodType, before: KeyPath): Problem[] {
  const path = [...before, ...plainPath(issue.path)]
  if (issue.code === "invalid_union") {
    const inner = likeliest(issue.errors).flatMap((deeper) => flatten(deeper, schema, path))
    return inner.length > 0 ? inner : [{ path, message: "has a value of the wrong kind" }]
  }
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const near = nearestWord(key, listKnownKeys(schema, path))
      return {
        path: [...path, key],
        message: `is not a key that is known here${near === undefined ? "" : `; did you mean '${near}'?`}`,
      }
    })
  }
  if (issue.code === "invalid_type" && issue.input === undefined && issue.message.endsWith("received undefined")) {
    return [{ path, message: `is required (${issue.expected})` }]
  }
  if (issue.code === "too_small" && issue.origin === "number" && issue.message.startsWith("Too small")) {
    return [{ path, message: `must be at least ${issue.minimum}` }]
  }
  if (issue.code === "too_big" && issue.origin === "number" && issue.message.startsWith("Too big")) {
    return [{ path, message: `must be at most ${issue.maximum}` }]
  }
  return [{ path, message: issue.message.replace(/^Invalid (input|option): (?=expected)/, "is wrong: ") }]
}

/** Writes `a.b[0]` for a path of keys. */
export function writePath(path: KeyPath): string {
  return path.map((key, i) => (typeof key === "number" ? `[${key}]` : `${i === 0 ? "" : "."}${key}`)).join("")
}

/** A line for each problem that a schema found: field, rule, and the nearest known key for one that is unknown. */
export function describeIssues(error: z.ZodError, schema: z.ZodType): Problem[] {
  return error.issues.flatMap((issue) => flatten(issue, schema, []))
}
