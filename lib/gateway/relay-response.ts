import { pushOurHeaders } from "./answer-error.ts"
import { boundFinish } from "./bound-finish.ts"
import type { DecidedCall } from "./call.ts"
import type { ResponseHead } from "./parse-response-head.ts"
import type { UpstreamConnection } from "./upstream-connection.ts"

/** An answer this small that came in one piece leaves in one write, as one string. */
const ONE_WRITE_BYTES_MAX = 16 * 1024

/** Sends an instance's answer to the caller as it comes, at the caller's pace. */
export class ResponseRelay {
  readonly #call: DecidedCall
  readonly #connection: UpstreamConnection
  #head: ResponseHead | undefined
  /** Held back until the end of the read, to leave together with the head. */
  #held: string | undefined
  #timer: NodeJS.Timeout | undefined
  #isStarted = false
  #isOver = false
  #isAwaitingDrain = false

  constructor(call: DecidedCall, connection: UpstreamConnection) {
    this.#call = call
    this.#connection = connection
  }

  /** Whether the caller has got nothing yet, so that an error can still be told. */
  get isUnsent(): boolean {
    return !this.#isStarted
  }

  begin(head: ResponseHead): void {
    this.#head = head
  }

  /** @param data valid only during the call. */
  write(data: Uint8Array): void {
    if (!this.#isStarted && this.#held === undefined && data.length <= ONE_WRITE_BYTES_MAX) {
      this.#held = Buffer.from(data.buffer, data.byteOffset, data.length).toString("latin1")
      return
    }
    this.flush()
    if (this.#call.res.write(Buffer.from(data))) this.#timer?.refresh()
    else this.#awaitDrain()
  }

  /** The read is over and the answer is not: lets go what was held back, and from now on expects something regularly. */
  flush(): void {
    if (this.#isStarted || this.#head === undefined) return
    this.#start(this.#head, this.#head.contentLength)
    if (this.#held === undefined) this.#call.res.flushHeaders()
    else this.#call.res.write(this.#held, "latin1")
    this.#held = undefined
    this.#expectChunk()
  }

  end(): void {
    this.stop()
    const { res, req, context } = this.#call
    if (!this.#isStarted && this.#head !== undefined) {
      // Only for HEAD may the length be another than that of what follows: a 304, which leaves as 424, says it of nothing.
      this.#start(this.#head, req.method === "HEAD" ? this.#head.contentLength : (this.#held?.length ?? 0))
    }
    if (this.#held === undefined) res.end()
    else res.end(this.#held, "latin1")
    boundFinish(res, context.limits.callerStallMs)
  }

  /** The answer broke off, or nobody wants it. */
  stop(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
  }

  #start(head: ResponseHead, contentLength: number): void {
    this.#isStarted = true
    const call = this.#call
    call.isAnswered = true
    const isGood = head.status >= 200 && head.status < 300
    const status = isGood ? head.status : 424
    const { headers } = head
    if (contentLength !== -1 && head.status !== 204) headers.push("content-length", String(contentLength))
    if (!isGood) {
      headers.push(
        "ms-azureml-model-error-statuscode",
        String(head.status),
        "ms-azureml-model-error-reason",
        "model_error",
      )
    }
    pushOurHeaders(headers, call)
    headers.push("x-caudal-overhead-us", String(Math.round(call.overheadMs * 1000)))
    call.context.recorder.count(call.endpoint.route.endpointId, call.deployment.id, status)
    call.res.writeHead(status, headers)
  }

  /** A stream may go on for as long as something comes at least every `requestTimeoutMs`. */
  #expectChunk(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#connection.destroy(), this.#call.deployment.route.requestTimeoutMs)
  }

  /** The caller does not keep up: the instance waits, for a limited time. What one read brought may say so many times. */
  #awaitDrain(): void {
    if (this.#isAwaitingDrain) return
    this.#isAwaitingDrain = true
    this.#connection.pause()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#connection.destroy(), this.#call.context.limits.callerStallMs)
    this.#call.res.once("drain", () => {
      this.#isAwaitingDrain = false
      if (this.#isOver) return
      this.#connection.resume()
      this.#expectChunk()
    })
  }
}
