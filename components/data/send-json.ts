import { ApiError } from "./api-error.ts"
import { noteAnswer } from "./session-end.ts"

/** What a change says beside its body. */
interface ChangeOptions {
  readonly body?: unknown
  /** Refuses the change if the resource is no longer of this revision. */
  readonly ifMatch?: number
  /** Refuses the change if the resource exists. */
  readonly isNew?: boolean
  /** Carried out once, however often it is sent. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
  /** Goes on when the page is closed; its body must be below 64 kB. */
  readonly isKeptAlive?: boolean
}

/** An answer of the API with what its headers say. */
export interface Answer<T> {
  readonly body: T
  readonly operationId: string | null
}

/**
 * Sends a request to the API and parses its JSON. Answers are trusted: the same build checks them against the schema that
 * `T` comes from, in tests and in development.
 *
 * @throws ApiError
 */
export async function sendJson<T>(method: string, path: string, options: ChangeOptions = {}): Promise<Answer<T>> {
  const { body, ifMatch, isNew, idempotencyKey, signal, isKeptAlive = false } = options
  const headers: Record<string, string> = {
    accept: "application/json",
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(ifMatch === undefined ? {} : { "if-match": `"${ifMatch}"` }),
    ...(isNew === true ? { "if-none-match": "*" } : {}),
    ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
  }
  const response = await reach(path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
    ...(isKeptAlive ? { keepalive: true } : {}),
  })
  const text = await response.text()
  if (!response.ok) throw readProblem(response, text)
  return { body: text === "" ? undefined : JSON.parse(text), operationId: response.headers.get("x-caudal-operation") }
}

/** As `fetch`, but a network that fails is an ApiError too, and a session that has ended is noted. An abort stays one. */
export async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(path, init)
    noteAnswer(response)
    return response
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error
    throw new ApiError(0, { code: "unreachable", message: "The studio does not answer." }, null, error)
  }
}

/** The envelope of an answer that is not 2xx. */
export function readProblem(response: Response, text: string): ApiError {
  const requestId = response.headers.get("x-request-id")
  try {
    const parsed: { error?: ApiError["problem"] } = JSON.parse(text)
    if (parsed.error) return new ApiError(response.status, parsed.error, requestId)
  } catch {
    // Not JSON: something between the browser and the studio answered.
  }
  return new ApiError(response.status, { code: `http_${response.status}`, message: text.slice(0, 200) }, requestId)
}
