import type { z } from "zod"

import { CliError } from "../errors.ts"

import { describeIssues, writePath } from "./describe-issues.ts"
import type { YamlFile } from "./read-yaml.ts"

/**
 * Checks a definition against the schema that the server uses, so that a mistake is told before anything is uploaded.
 *
 * @param origin the file that it came from; undefined when it was written with flags alone
 * @throws CliError with a line `file:line: field rule` per problem
 */
export function checkDefinition(schema: z.ZodType, value: unknown, what: string, origin: YamlFile | undefined): void {
  const checked = schema.safeParse(value)
  if (checked.success) return
  const lines = describeIssues(checked.error, schema).map(({ path, message }) => {
    const place = origin === undefined ? "" : `${origin.file}:${origin.lineOf(path)}: `
    return `${place}${writePath(path) || what} ${message}`
  })
  throw new CliError(`The ${what} is not valid:`, { lines })
}
