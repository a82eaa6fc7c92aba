import { AppError, kernelErrors, toErrorEnvelope } from "#lib/kernel/errors.ts"
import { createLogger } from "#lib/kernel/log.ts"
import { isDatabaseUnavailable } from "#lib/storage/index.ts"

const log = createLogger("studio.http")
const RETRY_AFTER_S = 5
const RETRY_AFTER_ATTEMPTS_S = 60

function known(error: unknown): unknown {
  if (error instanceof AppError || !isDatabaseUnavailable(error)) return error
  return new AppError(kernelErrors.unavailable, "The database does not answer. Try again in a few seconds.", {
    cause: error,
  })
}

/** Any failure as the API answers it. What was not expected is logged with the request's id and tells the caller nothing. */
export function errorResponse(error: unknown, request: Request, requestId: string): Response {
  const failure = known(error)
  const { status, body } = toErrorEnvelope(failure)
  if (status >= 500) {
    const { pathname } = new URL(request.url)
    log.error({ err: failure, requestId, method: request.method, pathname }, "a request failed")
  }
  const headers = new Headers({
    "x-request-id": requestId,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  })
  if (status === 401) headers.set("www-authenticate", 'Bearer realm="caudal"')
  if (status === 429) headers.set("retry-after", String(RETRY_AFTER_ATTEMPTS_S))
  if (status === 503) headers.set("retry-after", String(RETRY_AFTER_S))
  return Response.json(body, { status, headers })
}
