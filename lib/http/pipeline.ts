import { z } from "zod"

import { AppError } from "#lib/kernel/errors.ts"
import { WAIT_SECONDS_MAX } from "#lib/kernel/limits.ts"
import { matchPath } from "#lib/urls/index.ts"

import { requestErrors } from "./errors.ts"
import { parseInput } from "./parse-input.ts"
import { findJsonProblem } from "./check-json.ts"
import { rawBody, readJsonBody } from "./read-body.ts"
import type { RouteDeclaration } from "./route-definition.ts"

const PARAM_LENGTH_MAX = 1024

function invalid(target: string, rule: string): AppError {
  return new AppError(requestErrors.invalid, `${target} ${rule}.`, {
    target,
    details: [{ code: "invalid", message: `${target} ${rule}.`, target }],
  })
}

/** The parameters of the request's path, decoded and as their rules parse them. @throws request.invalid, request.not_found */
export function readParams(declaration: RouteDeclaration, url: URL): Record<string, string> {
  const match = matchPath(declaration.path, url.pathname)
  if (match.kind === "no_match") {
    throw new AppError(requestErrors.notFound, `The API has no path ${url.pathname}.`, { target: "path" })
  }
  if (match.kind === "malformed") throw invalid("path", "has a percent sign that is no escape")
  for (const [name, value] of Object.entries(match.params)) {
    const problem = findJsonProblem(value)
    if (problem) throw invalid(name, problem.rule)
    if (value === "" || value.length > PARAM_LENGTH_MAX)
      throw invalid(name, `must have 1 to ${PARAM_LENGTH_MAX} characters`)
  }
  return { ...match.params, ...parseInput(z.object(declaration.params), match.params, "path") }
}

/** Seconds that an answer may wait for the end of an operation. */
export const waitQuery = z.coerce.number().min(0).max(WAIT_SECONDS_MAX).optional()

/** The query string, every name at most once and known. `?wait=` is taken out. @throws request.invalid */
export function readQuery(declaration: RouteDeclaration, url: URL): { query: unknown; waitMs: number } {
  if (declaration.isForBrowsers) return { query: {}, waitMs: 0 }
  const given: Record<string, string> = {}
  for (const [name, value] of url.searchParams) {
    if (Object.hasOwn(given, name)) throw invalid(name, "stands in the query more than once")
    const problem = findJsonProblem({ [name]: value })
    if (problem) throw invalid("query", problem.rule)
    given[name] = value
  }
  const { wait, ...query } = parseInput(queryOf(declaration), given, "query")
  if (!declaration.isLong) return { query: wait === undefined ? query : { ...query, wait }, waitMs: 0 }
  return { query, waitMs: (parseInput(waitQuery, wait, "wait") ?? 0) * 1000 }
}

/** The schema of a route's whole query string. */
export function queryOf({ query, isLong }: Pick<RouteDeclaration, "query" | "isLong">): z.ZodObject {
  const strict = (query ?? z.object({})).strict()
  return isLong ? strict.extend({ wait: waitQuery }) : strict
}

/**
 * The body: parsed, or with `isRawBody` as a stream.
 *
 * @throws request.body_missing, request.invalid, and what `readJsonBody` throws.
 */
export async function readInput(
  declaration: RouteDeclaration,
  request: Request,
  params: Readonly<Record<string, string>>,
): Promise<unknown> {
  if (declaration.isRawBody) return rawBody(request)
  if (!declaration.body) return undefined
  const value = await readJsonBody(request, declaration.bodyBytesMax)
  if (value === undefined && !isBodyOptional(declaration, params)) {
    throw new AppError(requestErrors.bodyMissing, "This request needs a JSON body.", { target: "body" })
  }
  const fields = withPathFields(value === undefined ? {} : value, declaration.bodyFromPath, params)
  return parseInput(declaration.body, fields, "body")
}

/** Whether no body means the same as an empty object, because every field has a default or stands in the path. */
export function isBodyOptional(
  { body, bodyFromPath }: Pick<RouteDeclaration, "body" | "bodyFromPath">,
  params: Readonly<Record<string, string>>,
): boolean {
  return body?.safeParse(withPathFields({}, bodyFromPath, params)).success ?? true
}

function withPathFields(
  value: unknown,
  fromPath: Readonly<Record<string, string>>,
  params: Readonly<Record<string, string>>,
): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value
  const fields: Record<string, unknown> = { ...value }
  for (const [field, param] of Object.entries(fromPath)) {
    const inPath = params[param] ?? ""
    const given = fields[field] ?? inPath
    // YAML makes a number of `version: 2`.
    const inBody = typeof given === "number" ? String(given) : given
    if (typeof inBody === "string" && inBody.toLowerCase() !== inPath.toLowerCase()) {
      throw invalid(field, `is "${inBody}" in the body and "${inPath}" in the path; they must be equal`)
    }
    fields[field] = inBody
  }
  return fields
}
