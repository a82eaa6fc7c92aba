import type { GatewayLimits } from "./limits.ts"

/** What the budget asks of a body that is still arriving. */
interface WatchedBody {
  checkRate(bytesMin: number): void
}

/** The memory that all waiting bodies share, and the one timer that finds callers who send too slowly. */
export class BodyBudget {
  readonly limits: GatewayLimits
  /** Bytes buffered now, over all requests. */
  used = 0
  readonly #arriving = new Set<WatchedBody>()
  #timer: NodeJS.Timeout | undefined

  constructor(limits: GatewayLimits) {
    this.limits = limits
  }

  /** Looks after a body's rate until `unwatch`. */
  watch(body: WatchedBody): void {
    this.#arriving.add(body)
    this.#timer ??= setInterval(() => this.#check(), this.limits.bodyRateWindowMs).unref()
  }

  unwatch(body: WatchedBody): void {
    this.#arriving.delete(body)
  }

  #check(): void {
    if (this.#arriving.size === 0) {
      clearInterval(this.#timer)
      this.#timer = undefined
      return
    }
    const bytesMin = (this.limits.bodyBytesPerSecondMin * this.limits.bodyRateWindowMs) / 1000
    for (const body of this.#arriving) body.checkRate(bytesMin)
  }
}
