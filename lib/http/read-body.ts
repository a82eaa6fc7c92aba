import { AppError } from "#lib/kernel/errors.ts"

import { findJsonProblem } from "./check-json.ts"
import { requestErrors } from "./errors.ts"

async function* emptyBody(): AsyncGenerator<Uint8Array> {
  // No body is a body without bytes.
}

/** The request's body as it comes, for routes that store it. */
export function rawBody(request: Request): AsyncIterable<Uint8Array> {
  return request.body ?? emptyBody()
}

function tooLarge(bytesMax: number): AppError {
  return new AppError(requestErrors.tooLarge, `The body must not be larger than ${bytesMax} bytes.`, { target: "body" })
}

/** The bytes of a request's body, `bytesMax` at most. @throws request.too_large, request.interrupted */
export async function readBytes(request: Request, bytesMax: number): Promise<Buffer> {
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) throw tooLarge(bytesMax)
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of rawBody(request)) {
      size += chunk.byteLength
      if (size > bytesMax) throw tooLarge(bytesMax)
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError(requestErrors.interrupted, "The body ended before it was complete.", { cause: error })
  }
  return Buffer.concat(chunks, size)
}

const MEDIA_TYPE = /^application\/(?:json|[\w.+-]+\+json)\s*(?:;\s*charset="?utf-8"?\s*)?$/i

function requireJson(request: Request): void {
  const type = request.headers.get("content-type")
  if (type === null || !MEDIA_TYPE.test(type)) {
    throw new AppError(
      requestErrors.unsupportedMediaType,
      `The body must be JSON in UTF-8 with Content-Type: application/json; this request says ${type ?? "nothing"}.`,
      { target: "Content-Type" },
    )
  }
}

function malformed(rule: string, target = "body", cause?: unknown): AppError {
  return new AppError(requestErrors.malformedJson, rule, { target, cause })
}

/**
 * The JSON of a request's body; `undefined` if there are no bytes.
 *
 * @throws request.too_large, request.unsupported_media_type, request.malformed_json, request.interrupted
 */
export async function readJsonBody(request: Request, bytesMax: number): Promise<unknown> {
  const bytes = await readBytes(request, bytesMax)
  if (bytes.length === 0) return undefined
  requireJson(request)
  let text: string
  let value: unknown
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch (error) {
    throw malformed("The body is not UTF-8.", "body", error)
  }
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw malformed(
      `The body is not JSON: ${error instanceof Error ? error.message : "it does not parse"}.`,
      "body",
      error,
    )
  }
  const problem = findJsonProblem(value)
  if (problem) throw malformed(`${problem.path || "The body"} ${problem.rule}.`, problem.path || "body")
  return value
}
