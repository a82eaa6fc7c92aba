import { CLIENT_REQUEST_ID_CHARS_MAX } from "./limits.ts"

/** What the gateway reads of a request before it does anything, from the raw headers. */
export interface RequestHead {
  host: string
  /** Path and query as the caller wrote them, always beginning with "/". */
  target: string
  authorization: string | undefined
  /** `azureml-model-deployment`: the deployment that the caller pins. */
  pinned: string | undefined
  /** `x-ms-client-request-id`, cleaned: letters, digits, "-" and "_", at most 40; empty when there is none. */
  clientRequestId: string
  /** Bytes; -1 when the request has no `Content-Length`. */
  contentLength: number
  chunked: boolean
  /** The header lines that go on to the instance, each with its CRLF. */
  forwardLines: string
}

/** Why a request is refused before anything else, in the words that the caller gets; or what was read. */
export type HeadReading = { readonly refused: string } | { readonly head: RequestHead }

interface RawRequest {
  readonly url: string
  readonly httpVersionMinor: number
  /** Name, value, name, value, as they came. */
  readonly rawHeaders: readonly string[]
}

const NOT_IN_CLIENT_ID = /[^A-Za-z0-9_-]/g
const ABSOLUTE_FORM = /^https?:\/\/([^/?#]*)/i

function refuse(reason: string): HeadReading {
  return { refused: reason }
}

/**
 * What is done with a header; every other one goes on to the instance as it came. "drop" are those for this hop only (RFC
 * 9110 section 7.6.1), the caller's credentials for Caudal, and names that only the gateway may set.
 */
const KINDS = new Map<
  string,
  "host" | "authorization" | "length" | "transfer" | "pin" | "client-id" | "connection" | "drop"
>([
  ["host", "host"],
  ["authorization", "authorization"],
  ["content-length", "length"],
  ["transfer-encoding", "transfer"],
  ["azureml-model-deployment", "pin"],
  ["x-ms-client-request-id", "client-id"],
  ["connection", "connection"],
  ["keep-alive", "drop"],
  ["proxy-connection", "drop"],
  ["proxy-authorization", "drop"],
  ["proxy-authenticate", "drop"],
  ["te", "drop"],
  ["trailer", "drop"],
  ["upgrade", "drop"],
  ["http2-settings", "drop"],
  ["expect", "drop"],
  ["cookie", "drop"],
  ["x-request-id", "drop"],
  ["x-caudal-deadline-ms", "drop"],
  ["x-caudal-busy", "drop"],
])

interface Seen {
  host: boolean
  length: boolean
  /** Lower-case names that `Connection` declares to be for this hop only. */
  connection: string
}

/** Applies one header; returns the reason for a refusal, or undefined. */
function readHeader(head: RequestHead, seen: Seen, name: string, value: string): string | undefined {
  switch (KINDS.get(name.toLowerCase())) {
    case undefined:
      head.forwardLines += name + ": " + value + "\r\n"
      return undefined
    case "host":
      if (seen.host) return "Two Host headers: send exactly one."
      seen.host = true
      head.host = value
      return undefined
    case "authorization":
      if (head.authorization !== undefined) return "Two Authorization headers: send exactly one."
      head.authorization = value
      return undefined
    case "length":
      if (seen.length || !/^\d{1,15}$/.test(value)) return "Content-Length must come once and be one whole number."
      seen.length = true
      head.contentLength = Number(value)
      return undefined
    case "transfer":
      if (head.chunked || value.toLowerCase() !== "chunked") return "Transfer-Encoding must come once and be `chunked`."
      head.chunked = true
      return undefined
    case "pin":
      if (head.pinned !== undefined) return "Two azureml-model-deployment headers: send at most one."
      head.pinned = value
      return undefined
    case "client-id":
      head.clientRequestId = value.replace(NOT_IN_CLIENT_ID, "").slice(0, CLIENT_REQUEST_ID_CHARS_MAX)
      return undefined
    case "connection":
      seen.connection += "," + value.toLowerCase().replaceAll(" ", "") + ","
      return undefined
    case "drop":
      return undefined
  }
}

/** Takes out of the forwarded lines what `Connection` nominates; rare, so it costs only those who do it. */
function withoutNominated(lines: string, connection: string): string {
  const isKept = (line: string) => !connection.includes("," + line.slice(0, line.indexOf(":")).toLowerCase() + ",")
  return lines
    .split("\r\n")
    .filter((line) => line !== "" && isKept(line))
    .map((line) => line + "\r\n")
    .join("")
}

/** Turns an absolute-form target into path and query. Another host than `Host` says is refused (RFC 9112 section 3.2.2). */
function readTarget(url: string, host: string): string | undefined {
  if (url.startsWith("/")) return url
  const match = ABSOLUTE_FORM.exec(url)
  if (match?.[1] === undefined || match[1].toLowerCase() !== host.toLowerCase()) return undefined
  const rest = url.slice(match[0].length)
  return rest.startsWith("/") ? rest : "/" + rest
}

/**
 * Reads a request's raw headers once and refuses what two programs could understand differently (RFC 9112 section 11.2).
 * Node's server accepts several of these: two `Host`, two `Authorization`, absolute-form with another host.
 */
export function readHead({ url, httpVersionMinor, rawHeaders }: RawRequest): HeadReading {
  const head: RequestHead = {
    host: "",
    target: url,
    authorization: undefined,
    pinned: undefined,
    clientRequestId: "",
    contentLength: -1,
    chunked: false,
    forwardLines: "",
  }
  const seen: Seen = { host: false, length: false, connection: "" }
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const refused = readHeader(head, seen, rawHeaders[i] ?? "", rawHeaders[i + 1] ?? "")
    if (refused !== undefined) return refuse(refused)
  }
  if (!seen.host && httpVersionMinor >= 1) return refuse("The Host header is missing.")
  if (head.chunked && seen.length) return refuse("Content-Length and Transfer-Encoding exclude each other: send one.")
  if (head.chunked && httpVersionMinor === 0) return refuse("Transfer-Encoding does not exist in HTTP/1.0.")
  const target = readTarget(url, head.host)
  if (target === undefined) return refuse("The request target must be a path, or an address whose host equals Host.")
  head.target = target
  if (seen.connection !== "") head.forwardLines = withoutNominated(head.forwardLines, seen.connection)
  return { head }
}
