import type { DecidedCall } from "./call.ts"
import type { RequestBody } from "./request-body.ts"

/** A body up to this size leaves together with the head, as one string in one write. */
const ONE_WRITE_BYTES_MAX = 16 * 1024

/**
 * The head of the request as the instance gets it. The framing is written anew: a body that is complete has a length,
 * however the caller sent it; one that still arrives asks for `100 Continue`, so that a busy instance can say so before a
 * byte of it is gone.
 */
export function serializeHead(call: DecidedCall, body: RequestBody): string {
  const { head, found, requestId, req, deployment } = call
  let text = (req.method ?? "GET") + " " + found.upstreamTarget + " HTTP/1.1\r\nhost: " + head.host + "\r\n"
  text += head.forwardLines + "x-request-id: " + requestId + "\r\n"
  if (head.clientRequestId !== "") text += "x-ms-client-request-id: " + head.clientRequestId + "\r\n"
  text += "x-caudal-deadline-ms: " + deployment.route.requestTimeoutMs + "\r\n"
  if (!body.isComplete) {
    const framing = head.chunked ? "transfer-encoding: chunked" : "content-length: " + head.contentLength
    return text + framing + "\r\nexpect: 100-continue\r\n\r\n"
  }
  if (body.bufferedBytes > 0 || head.chunked || head.contentLength === 0) {
    text += "content-length: " + body.bufferedBytes + "\r\n"
  }
  return text + "\r\n"
}

/** What goes out first, and what follows it: a small complete body is part of the first write. */
export function serializeRequest(call: DecidedCall, body: RequestBody): { first: string; rest: readonly Buffer[] } {
  const first = serializeHead(call, body)
  if (!body.isComplete) return { first, rest: [] }
  if (body.bufferedBytes > ONE_WRITE_BYTES_MAX) return { first, rest: body.chunks }
  let text = first
  for (const chunk of body.chunks) text += chunk.toString("latin1")
  return { first: text, rest: [] }
}
