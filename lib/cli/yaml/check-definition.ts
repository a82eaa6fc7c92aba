import type { z } from "zod"

import { describeIssues } from "#lib/kernel/describe-issues.ts"

import { CliError } from "../errors.ts"

import type { KeyPath, YamlFile } from "./read-yaml.ts"

/** Writes `a.b[0]` for a path of keys. */
function writePath(path: KeyPath): string {
  return path.map((key, i) => (typeof key === "number" ? `[${key}]` : `${i === 0 ? "" : "."}${key}`)).join("")
}

/**
 * Checks a definition against the schema that the server uses, so that a mistake is told before anything is uploaded.
 *
 * @param origin the file that it came from; undefined when it was written with flags alone
 * @throws CliError with a line `file:line: field: rule` per problem
 */
export function checkDefinition(schema: z.ZodType, value: unknown, what: string, origin: YamlFile | undefined): void {
  const checked = schema.safeParse(value)
  if (checked.success) return
  const problems = describeIssues(checked.error, schema, (path) => writePath(path) || what)
  const lines = problems.map(({ path, message }) =>
    origin === undefined ? message : `${origin.file}:${origin.lineOf(path)}: ${message}`,
  )
  throw new CliError(`The ${what} is not valid:`, { lines })
}
