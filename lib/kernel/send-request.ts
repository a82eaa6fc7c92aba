import http from "node:http"
import https from "node:https"
import { getCACertificates } from "node:tls"

export interface OutgoingRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** PEM certificates to trust besides the usual ones, those of NODE_EXTRA_CA_CERTS among them. */
  readonly extraCa?: readonly string[]
  /** The name that the server's certificate must have, when it is not the one that `url` connects to. */
  readonly servername?: string
  /** A connection of its own, so that none is used again that the server is just closing. */
  readonly isFresh?: boolean
  readonly signal?: AbortSignal
  /** Longest silence of the connection, milliseconds; 0 is without end. */
  readonly idleMsMax: number
}

const plainAgent = new http.Agent({ keepAlive: true })
const tlsAgent = new https.Agent({ keepAlive: true })

/**
 * Sends one request and answers as soon as the response's head is here. Node's own client and not `fetch`: it starts
 * faster, takes a certificate authority per request, and streams both ways.
 *
 * @throws the connection's error, with its `code`
 */
export function sendRequest(request: OutgoingRequest): Promise<http.IncomingMessage> {
  const { method, url, body, signal, servername, idleMsMax, extraCa = [], isFresh = false } = request
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }
  const shared = {
    method,
    headers: { ...request.headers, ...length },
    timeout: idleMsMax,
    ...(signal ? { signal } : {}),
  }
  return new Promise((resolve, reject) => {
    const outgoing =
      url.protocol === "https:"
        ? https.request(url, {
            ...shared,
            agent: isFresh ? false : tlsAgent,
            ...(servername === undefined ? {} : { servername }),
            ...(extraCa.length > 0 ? { ca: [...getCACertificates("default"), ...extraCa] } : {}),
          })
        : http.request(url, { ...shared, agent: isFresh ? false : plainAgent })
    outgoing.on("response", resolve)
    outgoing.on("error", reject)
    outgoing.on("timeout", () => {
      outgoing.destroy(Object.assign(new Error(`no answer for ${idleMsMax / 1000} s`), { code: "ETIMEDOUT" }))
    })
    outgoing.end(body)
  })
}

/** The whole body of a response as text. */
export async function readBody(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString("utf8")
}
