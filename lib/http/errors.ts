import { defineErrors } from "#lib/kernel/errors.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const requestErrors = defineErrors({
  invalid: {
    code: "request.invalid",
    status: 400,
    cause: "A part of the request breaks the schema; `details` names each field with its rule.",
    check: `Compare the request with ${apiPaths.openapi}.`,
  },
  malformedJson: {
    code: "request.malformed_json",
    status: 400,
    cause:
      "The body is not JSON in UTF-8, or holds what no field may hold: NUL characters, half surrogates, endless nesting.",
    check: "Check the body with a JSON parser.",
  },
  bodyMissing: {
    code: "request.body_missing",
    status: 400,
    cause: "The request needs a JSON body and has none.",
    check: `Send the body that ${apiPaths.openapi} describes.`,
  },
  interrupted: {
    code: "request.interrupted",
    status: 400,
    cause: "The body ended before it was complete.",
    check: "Send the request again.",
  },
  invalidHeader: {
    code: "request.invalid_header",
    status: 400,
    cause: "A header such as If-Match, If-None-Match or Idempotency-Key has a value that cannot be used.",
    check: "ETags are whole numbers in double quotes, as the API answered them.",
  },
  tooLarge: {
    code: "request.too_large",
    status: 413,
    cause: "The body is larger than this route takes.",
    check: "Files belong into an upload, not into the request.",
  },
  unsupportedMediaType: {
    code: "request.unsupported_media_type",
    status: 415,
    cause: "The body's Content-Type is not application/json.",
    check: "Send Content-Type: application/json.",
  },
  methodNotAllowed: {
    code: "request.method_not_allowed",
    status: 405,
    cause: "The path exists, but not with this method.",
    check: "The Allow header lists the methods.",
  },
  notFound: {
    code: "request.not_found",
    status: 404,
    cause: "The API has no such path.",
    check: `${apiPaths.openapi} lists every path.`,
  },
  originRefused: {
    code: "request.origin_refused",
    status: 403,
    cause: "A change asked for by session came from another origin than the studio's, or from none.",
    check: "Open the studio at CAUDAL_ORIGIN, or use a token.",
  },
  idempotencyMismatch: {
    code: "request.idempotency_mismatch",
    status: 409,
    cause: "The Idempotency-Key was used before, for a request that differs in method, path, query or body.",
    check: "Make a new key for every new request.",
  },
  operationFailed: {
    code: "operations.failed",
    status: 422,
    cause: "The change was accepted and then failed.",
    check: "The message and the operation's error say why; for a deployment look at its logs.",
  },
})
