import { enterHouse, leaveHouse } from "./admit.ts"
import { answerError } from "./answer-error.ts"
import type { DecidedCall } from "./call.ts"
import { keepConnection, openConnection, takeConnection } from "./connection-pool.ts"
import type { InstanceState, Waiter } from "./deployment-state.ts"
import { drainRest } from "./drain-rest.ts"
import { gatewayErrors } from "./errors.ts"
import { mayRetry } from "./may-retry.ts"
import type { ResponseHead } from "./parse-response-head.ts"
import { ResponseRelay } from "./relay-response.ts"
import type { RequestBody } from "./request-body.ts"
import { streamInto } from "./stream-into.ts"
import { tellRefusal } from "./tell-refusal.ts"
import type { UpstreamConnection, UpstreamEvents, UpstreamFailure } from "./upstream-connection.ts"
import { serializeRequest } from "./upstream-request.ts"

/**
 * Takes one decided request through the house: waits for a slot, offers it to instances until one takes it, relays the
 * answer, gives the slot back. A slot is held until the instance has answered completely or its connection is gone, also
 * when nobody waits for the answer any more: `run` cannot be stopped from outside, and a slot that looks free while it runs
 * would only make others wait.
 */
export class Forwarding implements UpstreamEvents, Waiter {
  readonly #call: DecidedCall
  readonly #body: RequestBody
  #instance: InstanceState | undefined
  #connection: UpstreamConnection | undefined
  #relay: ResponseRelay | undefined
  /** The queue's: how long this request may wait. */
  timer: NodeJS.Timeout | undefined
  #requestTimer: NodeJS.Timeout | undefined
  #continueTimer: NodeJS.Timeout | undefined
  #isWaiting = false
  #isBusyAnswer = false
  /** Nobody waits for the answer: the caller got an error or went away. */
  #isAbandoned = false
  #isStreamingBody = false
  #failures = 0
  /** A kept connection was dead: those that were kept beside it probably are, too. */
  #wantsNewConnection = false
  #waitUntilMs = 0
  #discardedBytes = 0

  constructor(call: DecidedCall, body: RequestBody) {
    this.#call = call
    this.#body = body
  }

  /** The body is complete, or enough of it is here: enter the house and ask for a slot. */
  start(): void {
    const { deployment, context } = this.#call
    const entry = enterHouse(deployment)
    if (entry !== "entered") {
      this.#body.close()
      tellRefusal(this.#call, entry)
      return
    }
    this.#waitUntilMs = performance.now() + deployment.route.maxQueueWaitMs
    const instance = context.slots.take(deployment)
    if (instance === undefined) this.#wait(false)
    else this.onSlot(instance)
  }

  /** The caller went away, or its body cannot be read to its end. */
  abandon(): void {
    this.#isAbandoned = true
    this.#relay?.stop()
    if (this.#isWaiting) {
      this.#isWaiting = false
      this.#call.context.slots.cancel(this.#call.deployment, this)
      leaveHouse(this.#call.deployment)
    }
    // Whoever has the whole request and has not answered is running: its slot stays taken until it answers.
    const isRunning = this.#relay === undefined && this.#body.isComplete
    this.#body.close()
    if (!isRunning) this.#connection?.destroy()
  }

  onSlot(instance: InstanceState): void {
    this.#isWaiting = false
    const call = this.#call
    const body = this.#body
    const startedMs = performance.now()
    const { limits } = call.context
    const connection = this.#wantsNewConnection
      ? openConnection(instance, limits)
      : takeConnection(instance, limits, startedMs)
    this.#instance = instance
    this.#connection = connection
    this.#requestTimer = setTimeout(() => this.#onRequestTimeout(), call.deployment.route.requestTimeoutMs)
    const { first, rest } = serializeRequest(call, body)
    connection.begin(this, first, call.req.method === "HEAD")
    for (const chunk of rest) connection.write(chunk)
    if (!body.isComplete) this.#continueTimer = setTimeout(() => this.onContinue(), call.context.limits.continueMs)
    call.overheadMs += performance.now() - startedMs
  }

  onExpire(): void {
    this.#isWaiting = false
    const { deployment } = this.#call
    leaveHouse(deployment)
    this.#body.close()
    const isUnreachable = this.#failures > 0 || deployment.instances.length === 0
    tellRefusal(this.#call, isUnreachable ? "unreachable" : "waited")
  }

  onContinue(): void {
    clearTimeout(this.#continueTimer)
    const connection = this.#connection
    if (connection === undefined || this.#isStreamingBody || this.#continueTimer === undefined) return
    this.#isStreamingBody = true
    this.#body.stream(streamInto(connection, this.#call.head.chunked))
  }

  onDrain(): void {
    this.#body.resume()
  }

  onHead(head: ResponseHead): void {
    clearTimeout(this.#requestTimer)
    clearTimeout(this.#continueTimer)
    this.#isBusyAnswer = head.isBusy && head.status === 503
    const connection = this.#connection
    if (this.#isBusyAnswer || this.#isAbandoned || connection === undefined) return
    this.#call.overheadMs += performance.now() - connection.readAtMs
    this.#relay = new ResponseRelay(this.#call, connection)
    this.#relay.begin(head)
    if (this.#body.isComplete) this.#body.release()
  }

  onBody(data: Uint8Array): void {
    if (this.#relay !== undefined && !this.#isAbandoned) {
      this.#relay.write(data)
      return
    }
    this.#discardedBytes += data.length
    if (this.#discardedBytes > this.#call.context.limits.discardBytesMax) this.#connection?.destroy()
  }

  onPause(): void {
    if (!this.#isAbandoned) this.#relay?.flush()
  }

  onEnd(): void {
    const { context, deployment, req } = this.#call
    if (this.#isBusyAnswer && this.#instance !== undefined) {
      this.#instance.avoidUntilMs = performance.now() + context.limits.busyRetryMs
    } else if (!this.#isAbandoned) this.#relay?.end()
    // Of a body that the instance did not want to its end, the rest would be taken for the next request.
    if (!this.#body.isComplete) this.#connection?.destroy()
    this.#giveSlotBack()
    if (this.#isBusyAnswer && !this.#isStreamingBody && !this.#isAbandoned) {
      this.#wait(true)
      return
    }
    leaveHouse(deployment)
    this.#body.close()
    if (this.#isAbandoned) return
    if (this.#isBusyAnswer) tellRefusal(this.#call, "waited")
    else if (!req.complete) drainRest(req, context.limits)
  }

  onFailure(failure: UpstreamFailure, hadBytes: boolean): void {
    const { context, deployment, req, res } = this.#call
    const canResend = !this.#isStreamingBody && !this.#isAbandoned
    const isReused = this.#connection?.isReused === true
    this.#wantsNewConnection = isReused
    if (this.#instance !== undefined && failure !== "aborted" && !isReused) {
      this.#instance.avoidUntilMs = performance.now() + context.limits.avoidInstanceMs
    }
    this.#giveSlotBack()
    const mayAgain = mayRetry({ failure, hadBytes, isReused, method: req.method ?? "GET", canResend })
    if (mayAgain && ++this.#failures < context.limits.attemptsMax) {
      this.#wait(true)
      return
    }
    leaveHouse(deployment)
    this.#body.close()
    this.#relay?.stop()
    if (this.#relay?.isUnsent === false) res.destroy()
    else if (this.#isAbandoned) return
    else if (mayAgain) tellRefusal(this.#call, "unreachable")
    else tellRefusal(this.#call, failure === "malformed" ? "malformed" : "lost")
  }

  #wait(isFirst: boolean): void {
    const { context, deployment } = this.#call
    this.#isBusyAnswer = false
    this.#isWaiting = true
    context.slots.wait(deployment, this, Math.max(0, this.#waitUntilMs - performance.now()), isFirst)
  }

  #onRequestTimeout(): void {
    const { deployment } = this.#call
    const timeoutMs = deployment.route.requestTimeoutMs
    const message =
      "The model did not begin to answer within request_timeout_ms (" + timeoutMs + "). Raise it or make run() faster."
    answerError(this.#call, gatewayErrors.requestTimeout, message)
    this.abandon()
  }

  #giveSlotBack(): void {
    const { context, deployment } = this.#call
    const instance = this.#instance
    const connection = this.#connection
    clearTimeout(this.#requestTimer)
    clearTimeout(this.#continueTimer)
    this.#continueTimer = undefined
    this.#instance = undefined
    this.#connection = undefined
    if (instance === undefined || connection === undefined) return
    keepConnection(instance, connection, context.limits, performance.now())
    context.slots.release(deployment, instance)
  }
}
