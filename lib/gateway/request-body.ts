import type { IncomingMessage } from "node:http"

import type { BodyBudget } from "./body-budget.ts"
import type { RequestHead } from "./read-head.ts"

/** Why a body was given up. */
export type BodyFailure = "too-large" | "too-slow" | "over-budget"

interface BodyEvents {
  /** The body is complete, or enough of it is here to take a slot. Called once. */
  onReady(): void
  onFailure(failure: BodyFailure): void
}

/** Where a body goes that still arrives. */
export interface BodyTarget {
  /** False: stop until `resume`. */
  write(data: Buffer): boolean
  end(): void
}

const NOTHING: Buffer[] = []
/** Chunks are copied together up to this size. */
const MERGED_BYTES_MAX = 16 * 1024

/**
 * A request body on its way: first buffered until it is complete or `bodyBufferBytes` of it are here, kept for as long as
 * it may have to be sent again, then streamed.
 */
export class RequestBody {
  readonly #req: IncomingMessage
  readonly #budget: BodyBudget
  readonly #events: BodyEvents
  #chunks = NOTHING
  /** What the last chunk is the beginning of, when there is room behind it. */
  #room: Buffer | undefined
  #bufferedBytes = 0
  #totalBytes = 0
  #checkedBytes = -1
  #isComplete: boolean
  #isReady = false
  #isPaused = false
  #isClosed = false
  #target: BodyTarget | undefined

  constructor(req: IncomingMessage, head: RequestHead, budget: BodyBudget, events: BodyEvents) {
    this.#req = req
    this.#budget = budget
    this.#events = events
    this.#isComplete = !head.chunked && head.contentLength <= 0
  }

  /** Whether all of it is here and can be sent again. */
  get isComplete(): boolean {
    return this.#isComplete
  }

  get bufferedBytes(): number {
    return this.#bufferedBytes
  }

  get chunks(): readonly Buffer[] {
    return this.#chunks
  }

  /** Begins to read. */
  start(): void {
    if (this.#isComplete) return this.#becomeReady()
    this.#chunks = []
    this.#budget.watch(this)
    this.#req.on("data", (chunk: Buffer) => this.#onData(chunk))
    this.#req.on("end", () => this.#onEnd())
  }

  /** Gives up what is buffered (an answer has begun, or nobody waits) and drops what still comes. */
  release(): void {
    this.#budget.used -= this.#bufferedBytes
    this.#bufferedBytes = 0
    this.#chunks = NOTHING
    this.#room = undefined
  }

  /** Releases everything, and reads no more for anybody. */
  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#target = undefined
    this.#budget.unwatch(this)
    this.release()
  }

  /** Sends what is buffered and all that follows to `target`. From here on the body cannot be sent again. */
  stream(target: BodyTarget): void {
    let wantsMore = true
    for (const chunk of this.#chunks) wantsMore = target.write(chunk)
    this.release()
    if (this.#isComplete) return target.end()
    this.#target = target
    if (wantsMore) this.resume()
  }

  /** Reads on, after the target asked to stop. */
  resume(): void {
    if (this.#isClosed || !this.#isPaused || this.#target === undefined) return
    this.#isPaused = false
    this.#checkedBytes = -1
    this.#req.resume()
  }

  /** Called once per window: whether the caller sent less than `bytes` in a whole window in which we were reading. */
  checkRate(bytes: number): void {
    if (this.#isPaused || this.#isComplete) return
    const before = this.#checkedBytes
    this.#checkedBytes = this.#totalBytes
    if (before !== -1 && this.#totalBytes - before < bytes) this.#events.onFailure("too-slow")
  }

  #becomeReady(): void {
    if (this.#isReady) return
    this.#isReady = true
    this.#events.onReady()
  }

  #onData(chunk: Buffer): void {
    if (this.#isClosed) return
    const { limits } = this.#budget
    this.#totalBytes += chunk.length
    if (this.#totalBytes > limits.requestBodyBytesMax) return this.#events.onFailure("too-large")
    if (this.#target !== undefined) {
      if (!this.#target.write(chunk)) this.#pause()
      return
    }
    this.#keep(chunk)
    this.#bufferedBytes += chunk.length
    this.#budget.used += chunk.length
    if (this.#budget.used > limits.bodyBudgetBytes) return this.#events.onFailure("over-budget")
    if (this.#bufferedBytes >= limits.bodyBufferBytes) {
      this.#pause()
      this.#becomeReady()
    }
  }

  /**
   * Small chunks are copied together, into room that doubles: each buffer costs some 500 bytes beside what is in it, which
   * no budget sees, and a caller decides how small they are.
   */
  #keep(chunk: Buffer): void {
    const last = this.#chunks.at(-1)
    const length = (last?.length ?? 0) + chunk.length
    if (last === undefined || length > MERGED_BYTES_MAX) {
      this.#chunks.push(chunk)
      this.#room = undefined
      return
    }
    if (this.#room === undefined || this.#room.length < length) {
      this.#room = Buffer.allocUnsafeSlow(Math.min(2 * length, MERGED_BYTES_MAX))
      last.copy(this.#room)
    }
    chunk.copy(this.#room, last.length)
    this.#chunks[this.#chunks.length - 1] = this.#room.subarray(0, length)
  }

  #onEnd(): void {
    this.#isComplete = true
    this.#budget.unwatch(this)
    if (this.#isClosed) return
    if (this.#target !== undefined) this.#target.end()
    else this.#becomeReady()
  }

  #pause(): void {
    this.#isPaused = true
    this.#req.pause()
  }
}
