import { AppError } from "#lib/kernel/errors.ts"

import { requestErrors } from "./errors.ts"

/** The headers that a change can be guarded with. */
export const GUARDS = ["If-Match", "If-None-Match"] as const
export type Guard = (typeof GUARDS)[number]

/** What the caller says about the state that the change was meant for. */
export interface Preconditions {
  /** `If-None-Match: *`: only if there is nothing yet. */
  readonly createOnly: boolean
  /** `If-Match: "7"`: only if the resource's revision is still 7. */
  readonly ifMatch: number | undefined
  /** `If-Match: *`: only if there is something. */
  readonly mustExist: boolean
}

/** Whether a request changes nothing: then If-None-Match asks whether a copy is still good, and guards nothing. */
export const isRead = ({ method }: Request): boolean => method === "GET" || method === "HEAD"

const REVISION_MAX = 2 ** 31 - 1
const NONE: Preconditions = { createOnly: false, ifMatch: undefined, mustExist: false }

function invalid(header: string, value: string, rule: string): AppError {
  return new AppError(requestErrors.invalidHeader, `${header}: ${value.slice(0, 100)} cannot be used: it ${rule}.`, {
    target: header,
  })
}

/** The revision in an ETag such as `"7"`, weak ones included; null if it is none of ours. */
export function parseEtag(value: string): number | null {
  const text = /^(?:W\/)?"([1-9][0-9]{0,9}|0)"$/.exec(value.trim())?.[1]
  const revision = Number(text)
  return text === undefined || revision > REVISION_MAX ? null : revision
}

/** Reads If-Match and If-None-Match of a change that heeds `guards`. @throws request.invalid_header */
export function readPreconditions(headers: Headers, guards: readonly Guard[]): Preconditions {
  for (const header of GUARDS) {
    const value = headers.get(header)
    if (value !== null && !guards.includes(header)) {
      throw invalid(header, value, "guards nothing on this route. Leave it out")
    }
  }
  const match = headers.get("if-match")
  const noneMatch = headers.get("if-none-match")
  if (match !== null && noneMatch !== null) throw invalid("If-Match", match, "cannot stand beside If-None-Match")
  if (noneMatch !== null) {
    if (noneMatch.trim() === "*") return { ...NONE, createOnly: true }
    throw invalid("If-None-Match", noneMatch, "must be * on a change")
  }
  if (match === null) return NONE
  if (match.trim() === "*") return { ...NONE, mustExist: true }
  const ifMatch = parseEtag(match)
  if (ifMatch === null) throw invalid("If-Match", match, 'must be * or one ETag such as "7"')
  return { ...NONE, ifMatch }
}

/** Reads Idempotency-Key. @throws request.invalid_header */
export function readIdempotencyKey(headers: Headers): string | undefined {
  const key = headers.get("idempotency-key")
  if (key === null) return undefined
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw invalid("Idempotency-Key", key, "must be 1 to 255 visible ASCII characters without spaces")
  }
  return key
}
