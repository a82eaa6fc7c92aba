import type { ErrorDefinition } from "#lib/kernel/errors.ts"

import { boundFinish } from "./bound-finish.ts"
import type { Call } from "./call.ts"
import { drainRest } from "./drain-rest.ts"

/** Seconds that a refused caller is asked to wait. */
const RETRY_AFTER = "1"
const RETRIABLE = new Set([429, 503])

/** Pushes the headers that every answer carries, also those of a model. */
export function pushOurHeaders(headers: string[], call: Call): void {
  headers.push("x-request-id", call.requestId)
  if (call.head !== undefined && call.head.clientRequestId !== "") {
    headers.push("x-ms-client-request-id", call.head.clientRequestId)
  }
  if (call.deployment !== undefined) headers.push("azureml-model-deployment", call.deployment.route.name)
  if (call.found?.isPathForm !== false) {
    headers.push("content-security-policy", "sandbox", "x-content-type-options", "nosniff")
  }
  if (call.context.isDraining) headers.push("connection", "close")
}

/** Answers with an error of the gateway's own, in the one envelope. Does nothing when the caller has its answer already. */
export function answerError(
  call: Call,
  definition: ErrorDefinition,
  message: string,
  extraHeaders: readonly string[] = [],
): void {
  if (call.isAnswered) return
  call.isAnswered = true
  const { context, req, res, deployment } = call
  if (deployment !== undefined) context.recorder.count(deployment.endpointId, deployment.id, definition.status)
  const body = JSON.stringify({ error: { code: definition.code, message, details: [] } })
  const headers = [
    "content-type",
    "application/json",
    "content-length",
    String(Buffer.byteLength(body)),
    ...extraHeaders,
  ]
  pushOurHeaders(headers, call)
  if (definition.status === 401) headers.push("www-authenticate", 'Bearer realm="caudal"')
  else headers.push("x-caudal-overhead-us", String(Math.round((performance.now() - call.startedMs) * 1000)))
  if (RETRIABLE.has(definition.status)) headers.push("retry-after", RETRY_AFTER)
  res.writeHead(definition.status, headers)
  res.end(body)
  boundFinish(res, context.limits.callerStallMs)
  if (!req.complete) drainRest(req, context.limits)
}
