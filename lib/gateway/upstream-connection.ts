import { connect } from "node:net"
import type { Socket } from "node:net"

import type { GatewayLimits } from "./limits.ts"
import { ResponseParser } from "./response-parser.ts"
import type { ResponseEvents } from "./response-parser.ts"

/**
 * How one request at an instance ended without an answer:
 * - `not-sent`: the connection was never made, so no byte left;
 * - `unread`: the instance closed with our bytes unread, so it cannot have had the whole request;
 * - `lost`: it closed after it may have read the request;
 * - `malformed`: what came back is not HTTP/1.1;
 * - `aborted`: the gateway itself gave up.
 */
export type UpstreamFailure = "not-sent" | "unread" | "lost" | "malformed" | "aborted"

/** What a request at an instance reports. Ends with exactly one of `onEnd` and `onFailure`. */
export interface UpstreamEvents extends ResponseEvents {
  /** All that has arrived so far was delivered: what was held back to be written together may go now. */
  onPause(): void
  /** The instance can take more of the request body. */
  onDrain(): void
  onEnd(): void
  onFailure(failure: UpstreamFailure, hadBytes: boolean): void
}

/**
 * Every connection reads into this one buffer: a read and its callback are one step of the event loop, and whoever keeps
 * bytes copies them. Without it each read would allocate.
 */
const READ_BUFFER = Buffer.allocUnsafeSlow(64 * 1024)

/** A kept-alive connection to an instance over its Unix socket, for one request at a time, without pipelining. */
export class UpstreamConnection {
  readonly #limits: GatewayLimits
  readonly #socket: Socket
  #events: UpstreamEvents | undefined
  #parser: ResponseParser | undefined
  #isConnected = false
  #keepsAlive = false
  #requests = 0
  /** Monotonic milliseconds since when it waits for the next request. */
  idleSinceMs = 0
  /** Monotonic milliseconds of the last read. */
  readAtMs = 0

  constructor(socketPath: string, limits: GatewayLimits) {
    this.#limits = limits
    this.#socket = connect({
      path: socketPath,
      onread: { buffer: READ_BUFFER, callback: (count) => this.#onRead(count) },
    })
    this.#socket.on("connect", () => (this.#isConnected = true))
    this.#socket.on("drain", () => this.#events?.onDrain())
    this.#socket.on("end", () => this.#onClosed(undefined))
    this.#socket.on("error", (error: NodeJS.ErrnoException) => this.#onClosed(error.code ?? "unknown"))
    this.#socket.on("close", () => this.#onClosed(undefined))
  }

  /** Whether the current request is not the first on this connection. */
  get isReused(): boolean {
    return this.#requests > 1
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed && this.#socket.writable
  }

  /** Whether the connection may serve another request after the one that just ended. */
  get isReusable(): boolean {
    return this.#keepsAlive && this.isOpen && this.#socket.writableLength === 0
  }

  /** Begins a request. `first` is its head and whatever of the body goes with it, in one write. */
  begin(events: UpstreamEvents, first: string, isHeadRequest: boolean): void {
    this.#events = events
    this.#parser = new ResponseParser(events, this.#limits, isHeadRequest)
    this.#keepsAlive = false
    this.#requests++
    this.#socket.write(first, "latin1")
  }

  /** Sends more of the body. False: wait for `onDrain`. */
  write(data: Uint8Array | string): boolean {
    return typeof data === "string" ? this.#socket.write(data, "latin1") : this.#socket.write(data)
  }

  /** Stops reading the answer, because the caller does not keep up. */
  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  /** Closes at once. A request that is under way ends as `aborted`. */
  destroy(): void {
    this.#fail("aborted")
  }

  #onRead(count: number): boolean {
    const parser = this.#parser
    if (parser === undefined) {
      // An idle instance has nothing to say: whatever this is, it would be taken for the next answer.
      this.#socket.destroy()
      return true
    }
    this.readAtMs = performance.now()
    const progress = parser.push(READ_BUFFER.subarray(0, count))
    if (progress === "malformed") this.#fail("malformed")
    else if (progress === "complete") this.#complete()
    else this.#events?.onPause()
    return true
  }

  #complete(): void {
    const events = this.#events
    this.#keepsAlive = this.#parser?.keepsAlive === true
    this.#events = undefined
    this.#parser = undefined
    events?.onEnd()
  }

  #onClosed(code: string | undefined): void {
    if (code === undefined && this.#parser?.end() === true) {
      this.#socket.destroy()
      this.#complete()
      return
    }
    if (!this.#isConnected) return this.#fail("not-sent")
    // On a Unix socket the kernel says ECONNRESET only when the peer closed with unread bytes, and EPIPE when it was gone
    // before the write. So the instance did not have the whole request.
    const isUnread = (code === "EPIPE" || code === "ECONNRESET") && this.#parser?.hasBytes === false
    this.#fail(isUnread ? "unread" : "lost")
  }

  #fail(failure: UpstreamFailure): void {
    const events = this.#events
    const hadBytes = this.#parser?.hasBytes === true
    this.#events = undefined
    this.#parser = undefined
    this.#keepsAlive = false
    this.#socket.destroy()
    events?.onFailure(failure, hadBytes)
  }
}
