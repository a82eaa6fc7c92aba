import type { IncomingMessage, ServerResponse } from "node:http"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { ReadableStream as NodeStream } from "node:stream/web"

import { AppError } from "#lib/kernel/errors.ts"

import type { Api } from "./dispatch.ts"
import { errorResponse } from "./error-response.ts"
import { requestErrors } from "./errors.ts"
import { CLIENT_IP_HEADER } from "./parse-call.ts"
import { openRequestBody } from "./request-body.ts"
import type { RequestBody } from "./request-body.ts"

/** Methods that fetch's Request refuses to carry. No route has them, so another name for them gets the same 405. */
const UNCARRIED = new Set(["CONNECT", "TRACE", "TRACK"])

function toRequest(req: IncomingMessage, body: RequestBody | null, base: string, signal: AbortSignal): Request {
  const headers = new Headers()
  for (let index = 0; index < req.rawHeaders.length; index += 2) {
    headers.append(req.rawHeaders[index] ?? "", req.rawHeaders[index + 1] ?? "")
  }
  headers.set(CLIENT_IP_HEADER, req.socket.remoteAddress ?? "unknown")
  const method = req.method ?? "GET"
  const init = { method: UNCARRIED.has(method) ? `X-${method}` : method, headers, signal }
  // A path such as `//host/x` must stay a path, so it is appended to the origin and not resolved against it.
  const url = base + (req.url?.startsWith("/") ? req.url : `/${req.url ?? ""}`)
  if (!body) return new Request(url, init)
  // The DOM's types do not know `duplex`, which fetch demands beside a stream.
  const withBody: RequestInit & { duplex: "half" } = { ...init, body: body.stream, duplex: "half" }
  return new Request(url, withBody)
}

async function send(response: Response, res: ServerResponse, isHead: boolean): Promise<void> {
  const cookies = response.headers.getSetCookie()
  const headers = Object.fromEntries(response.headers)
  // Cookies are the one header that cannot be joined into a line (RFC 6265 section 3).
  res.writeHead(response.status, cookies.length > 0 ? { ...headers, "set-cookie": cookies } : headers)
  if (!response.body || isHead) {
    await response.body?.cancel()
    res.end()
    return
  }
  // `fromWeb` notices at once that a stream was broken off, also while the client takes nothing; `from` only when it does.
  // The DOM's type of a stream and Node's differ in what a byte reader takes; the object is Node's.
  await pipeline(Readable.fromWeb(response.body as NodeStream<Uint8Array>), res)
}

/** Answers one request of a Node server with the API. `base` is any origin: routes look at path and query only. */
export async function serveRequest(api: Api, req: IncomingMessage, res: ServerResponse, base: string): Promise<void> {
  const gone = new AbortController()
  res.once("close", () => gone.abort())
  const body = req.method === "GET" || req.method === "HEAD" ? null : openRequestBody(req)
  res.once("finish", () => body?.discard())
  let request: Request
  try {
    request = toRequest(req, body, base, gone.signal)
  } catch (error) {
    const failure = new AppError(requestErrors.invalid, "The request line or a header cannot be read.", {
      cause: error,
    })
    await send(errorResponse(failure, new Request(base), "unreadable"), res, req.method === "HEAD")
    return
  }
  try {
    await send(await api(request), res, req.method === "HEAD")
  } catch (error) {
    // The head is sent and the stream broke, or the client is gone: nothing can be said any more.
    res.destroy(error instanceof Error ? error : undefined)
  }
}
