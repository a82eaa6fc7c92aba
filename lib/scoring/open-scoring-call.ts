import type { IncomingMessage } from "node:http"

import { sendRequest } from "#lib/kernel/send-request.ts"

/** Longer than the longest time that a request may take on the server (`request_timeout_ms`), milliseconds. */
export const SCORING_IDLE_MS_MAX = 330_000
/** Sends a request to one deployment, whatever its share of the traffic. */
const PIN_HEADER = "azureml-model-deployment"

export interface ScoringCall {
  readonly url: URL
  readonly method: "GET" | "POST"
  /** A key of the endpoint. */
  readonly key: string
  readonly userAgent: string
  /** Pins the request to one deployment. */
  readonly deployment?: string | undefined
  readonly contentType?: string
  readonly accept?: string
  readonly body?: string
  /** PEM certificates to trust besides the usual ones. */
  readonly extraCa: readonly string[]
  /** The name that the server's certificate must have, when it is not the one that `url` connects to. */
  readonly servername?: string
  /** See `OutgoingRequest`. */
  readonly isFresh?: boolean
  readonly signal?: AbortSignal
}

/**
 * Calls an endpoint as any caller would, through a gateway, and answers as soon as the response's head is here.
 *
 * @throws the connection's error, with its `code`
 */
export async function openScoringCall(call: ScoringCall): Promise<IncomingMessage> {
  const { url, method, body, key, userAgent, deployment, contentType, accept = "*/*", servername, signal } = call
  return await sendRequest({
    method,
    url,
    headers: {
      accept,
      "user-agent": userAgent,
      authorization: `Bearer ${key}`,
      ...(contentType === undefined ? {} : { "content-type": contentType }),
      ...(deployment === undefined ? {} : { [PIN_HEADER]: deployment }),
    },
    ...(body === undefined ? {} : { body }),
    ...(servername === undefined ? {} : { servername }),
    ...(signal ? { signal } : {}),
    idleMsMax: SCORING_IDLE_MS_MAX,
    extraCa: call.extraCa,
    isFresh: call.isFresh ?? false,
  })
}
