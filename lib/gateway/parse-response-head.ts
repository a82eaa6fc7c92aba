/** The head of an instance's answer, checked. Names are in lower case; headers for one hop only are not in it. */
export interface ResponseHead {
  readonly status: number
  /** Name, value, name, value: what may go on to the caller. */
  readonly headers: string[]
  /** Bytes; -1 when the answer has no `Content-Length`. */
  readonly contentLength: number
  readonly isChunked: boolean
  /** Whether the instance keeps the connection open afterwards. */
  readonly keepsAlive: boolean
  /** `x-caudal-busy: 1`: every slot of the instance is taken and the body was not read. */
  readonly isBusy: boolean
}

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: |$)/
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
/** A control character, a lone CR or LF, or a folded line: whatever comes after could be read in two ways. */
const AMBIGUOUS = /[^\t\r\n\x20-\x7e\x80-\xff]|\r(?!\n)|(?<!\r)\n|\n[ \t]/

/** For this hop only (RFC 9110 section 7.6.1), or for the framing, which the gateway writes anew. */
const FRAMING = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "transfer-encoding",
  "content-length",
  "te",
  "trailer",
  "upgrade",
  "proxy-authenticate",
  "proxy-authorization",
  "x-caudal-busy",
])

/**
 * Dropped from every answer: cookies (ports do not separate them, so they would reach the studio), what would make a browser
 * treat the whole origin differently, and names that only the gateway may set.
 */
const NOT_FOR_CALLERS = new Set([
  "set-cookie",
  "set-cookie2",
  "strict-transport-security",
  "public-key-pins",
  "clear-site-data",
  "alt-svc",
  "service-worker-allowed",
  "x-request-id",
  "x-ms-client-request-id",
  "azureml-model-deployment",
  "ms-azureml-model-error-statuscode",
  "ms-azureml-model-error-reason",
  "x-caudal-overhead-us",
])

interface Framing {
  contentLength: number
  isChunked: boolean
  connection: string
  isBusy: boolean
}

/** Reads one header that concerns the framing. False: it contradicts what came before or is not understood. */
function readFraming(framing: Framing, name: string, value: string): boolean {
  switch (name) {
    case "content-length":
      if (framing.contentLength !== -1 || !/^\d{1,15}$/.test(value)) return false
      framing.contentLength = Number(value)
      return true
    case "transfer-encoding":
      if (framing.isChunked || value.toLowerCase() !== "chunked") return false
      framing.isChunked = true
      return true
    case "connection":
      framing.connection += "," + value.toLowerCase().replaceAll(" ", "") + ","
      return true
    case "x-caudal-busy":
      framing.isBusy = value === "1"
      return true
    default:
      return true
  }
}

/** Drops the headers that `Connection` declares to be for this hop only. */
function withoutNominated(headers: string[], connection: string): string[] {
  const kept: string[] = []
  for (let i = 0; i + 1 < headers.length; i += 2) {
    if (!connection.includes("," + headers[i] + ",")) kept.push(headers[i] ?? "", headers[i + 1] ?? "")
  }
  return kept
}

/**
 * Parses an answer's head strictly; undefined when anything in it is not exactly HTTP/1.1 (RFC 9112). Pure.
 *
 * @param text the bytes up to but without the empty line, as latin1.
 * @param headersMax more headers than this are refused.
 */
export function parseResponseHead(text: string, headersMax: number): ResponseHead | undefined {
  const lineEnd = text.indexOf("\r\n")
  const statusLine = STATUS_LINE.exec(lineEnd === -1 ? text : text.slice(0, lineEnd))
  if (statusLine === null || AMBIGUOUS.test(text)) return undefined
  const framing: Framing = { contentLength: -1, isChunked: false, connection: "", isBusy: false }
  const headers: string[] = []
  let lines = 0
  for (let at = lineEnd === -1 ? text.length : lineEnd + 2; at < text.length;) {
    const found = text.indexOf("\r\n", at)
    const end = found === -1 ? text.length : found
    const colon = text.indexOf(":", at)
    if (colon === -1 || colon >= end || ++lines > headersMax) return undefined
    const rawName = text.slice(at, colon)
    if (!TOKEN.test(rawName)) return undefined
    const name = rawName.toLowerCase()
    const value = text.slice(colon + 1, end).trim()
    if (FRAMING.has(name)) {
      if (!readFraming(framing, name, value)) return undefined
    } else if (!NOT_FOR_CALLERS.has(name)) headers.push(name, value)
    at = end + 2
  }
  if (framing.isChunked && framing.contentLength !== -1) return undefined
  const isOld = statusLine[1] === "0"
  if (isOld && framing.isChunked) return undefined
  const { connection } = framing
  return {
    status: Number(statusLine[2]),
    headers: connection === "" ? headers : withoutNominated(headers, connection),
    contentLength: framing.contentLength,
    isChunked: framing.isChunked,
    keepsAlive: isOld ? connection.includes(",keep-alive,") : !connection.includes(",close,"),
    isBusy: framing.isBusy,
  }
}
