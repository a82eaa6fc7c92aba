import { ChunkedDecoder } from "./decode-chunked.ts"
import type { GatewayLimits } from "./limits.ts"
import { parseResponseHead } from "./parse-response-head.ts"
import type { ResponseHead } from "./parse-response-head.ts"

/** Who gets what the parser finds. Body views are valid only during the call. */
export interface ResponseEvents {
  /** `100 Continue`: the instance took the request and wants its body. */
  onContinue(): void
  onHead(head: ResponseHead): void
  onBody(data: Uint8Array): void
}

type Progress = "more" | "complete" | "malformed"

const HEAD_END = Buffer.from("\r\n\r\n")
const INTERIM_MAX = 8

/** Parses one answer of an instance, in whatever pieces it comes (RFC 9112 section 6). Make a new one for each request. */
export class ResponseParser {
  readonly #events: ResponseEvents
  readonly #limits: GatewayLimits
  readonly #isHeadRequest: boolean
  #kept: Buffer | undefined
  #head: ResponseHead | undefined
  #chunked: ChunkedDecoder | undefined
  #left = 0
  #untilClose = false
  #interim = 0
  #hasBytes = false

  constructor(events: ResponseEvents, limits: GatewayLimits, isHeadRequest: boolean) {
    this.#events = events
    this.#limits = limits
    this.#isHeadRequest = isHeadRequest
  }

  /** Whether anything of an answer has come. */
  get hasBytes(): boolean {
    return this.#hasBytes
  }

  /** Whether the instance keeps the connection open after this answer. */
  get keepsAlive(): boolean {
    return this.#head?.keepsAlive === true && !this.#untilClose
  }

  /** Takes the next bytes. "complete" also says that nothing came after the answer; bytes too many are "malformed". */
  push(bytes: Buffer): Progress {
    this.#hasBytes = true
    let at = 0
    while (this.#head === undefined) {
      const data: Buffer = this.#kept === undefined ? bytes : Buffer.concat([this.#kept, bytes])
      const end = data.indexOf(HEAD_END)
      if (end === -1 || end > this.#limits.responseHeadBytesMax) {
        if (data.length > this.#limits.responseHeadBytesMax) return "malformed"
        this.#kept = Buffer.from(data)
        return "more"
      }
      this.#kept = undefined
      const head = parseResponseHead(data.toString("latin1", 0, end), this.#limits.responseHeadersMax)
      if (head === undefined || head.status === 101) return "malformed"
      bytes = data
      at = end + 4
      if (head.status >= 200) this.#begin(head)
      else {
        if (++this.#interim > INTERIM_MAX) return "malformed"
        if (head.status === 100) this.#events.onContinue()
        bytes = bytes.subarray(at)
        at = 0
        if (bytes.length === 0) return "more"
      }
    }
    return this.#pushBody(bytes, at)
  }

  /** The connection ended. True when that is how this answer ends. */
  end(): boolean {
    return this.#head !== undefined && this.#untilClose
  }

  #begin(head: ResponseHead): void {
    this.#head = head
    const hasNoBody = this.#isHeadRequest || head.status === 204 || head.status === 304
    if (hasNoBody) this.#left = 0
    else if (head.isChunked) this.#chunked = new ChunkedDecoder()
    else if (head.contentLength === -1) this.#untilClose = true
    else this.#left = head.contentLength
    this.#events.onHead(head)
  }

  #pushBody(bytes: Buffer, at: number): Progress {
    if (this.#untilClose) {
      if (at < bytes.length) this.#events.onBody(bytes.subarray(at))
      return "more"
    }
    if (this.#chunked !== undefined) {
      const end = this.#chunked.decode(bytes, at, (data) => this.#events.onBody(data))
      if (end === -1) return "malformed"
      if (!this.#chunked.isDone) return "more"
      return end === bytes.length ? "complete" : "malformed"
    }
    const end = Math.min(bytes.length, at + this.#left)
    if (end > at) this.#events.onBody(bytes.subarray(at, end))
    this.#left -= end - at
    if (this.#left > 0) return "more"
    return end === bytes.length ? "complete" : "malformed"
  }
}
