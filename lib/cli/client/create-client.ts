import type { IncomingMessage } from "node:http"

import { systemClock } from "#lib/kernel/clock.ts"

import { workspacePaths } from "../api-paths.ts"
import type { WorkspacePaths } from "../api-paths.ts"
import { explainConnectionError } from "./explain-connection-error.ts"
import { parseJson, readServerError } from "./read-error.ts"
import { readBody, sendRequest } from "#lib/kernel/send-request.ts"
import type { Settings } from "./read-settings.ts"

/** Longest silence while the server waits for an operation (its own `?wait=` is shorter), milliseconds. */
const IDLE_MS_MAX = 120_000

export interface ApiRequest {
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly json?: unknown
  readonly bytes?: Uint8Array
  /** Statuses that the caller handles itself besides 2xx. */
  readonly accept?: readonly number[]
  readonly signal?: AbortSignal
  /** The body may be silent for as long as it likes. */
  readonly isEndless?: boolean
}

export interface ApiAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly json: unknown
}

export interface Client {
  readonly origin: string
  readonly paths: WorkspacePaths
  /** Sends and reads the whole answer. @throws ServerError, CliError */
  readonly send: (method: string, path: string, request?: ApiRequest) => Promise<ApiAnswer>
  /** Sends and hands over the body as it comes. @throws ServerError, CliError */
  readonly open: (method: string, path: string, request?: ApiRequest) => Promise<IncomingMessage>
}

function urlOf(origin: string, path: string, query: ApiRequest["query"]): URL {
  const url = new URL(path, origin)
  for (const [key, value] of Object.entries(query ?? {})) if (value !== undefined) url.searchParams.set(key, value)
  return url
}

/** The one way from a command to the REST API. `trace` gets a line per request, without any secret. */
export function createClient(settings: Settings, trace: (line: string) => void): Client {
  const origin = settings.url
  const open: Client["open"] = async (method, path, request = {}) => {
    const url = urlOf(origin, path, request.query)
    const body = request.json === undefined ? request.bytes : JSON.stringify(request.json)
    const token = settings.readToken()
    const headers: Record<string, string> = {
      accept: "application/json",
      "user-agent": `caudal-cli/${settings.version}`,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(request.json === undefined ? {} : { "content-type": "application/json" }),
      ...request.headers,
    }
    const startedMs = systemClock.nowMs()
    let response: IncomingMessage
    try {
      response = await sendRequest({
        method,
        url,
        headers,
        idleMsMax: request.isEndless ? 0 : IDLE_MS_MAX,
        extraCa: settings.readCa(),
        ...(body === undefined ? {} : { body }),
        ...(request.signal ? { signal: request.signal } : {}),
      })
    } catch (error) {
      throw explainConnectionError(error, url, settings)
    }
    const status = response.statusCode ?? 0
    trace(`${method} ${url.pathname}${url.search} -> ${status} in ${systemClock.nowMs() - startedMs} ms`)
    if ((status >= 200 && status < 300) || request.accept?.includes(status)) return response
    throw readServerError(status, await readBody(response), `${method} ${url.pathname}`)
  }
  const send: Client["send"] = async (method, path, request) => {
    const response = await open(method, path, request)
    const text = await readBody(response)
    return { status: response.statusCode ?? 0, headers: response.headers, json: parseJson(text) }
  }
  return { origin, paths: workspacePaths(settings.workspace), send, open }
}
