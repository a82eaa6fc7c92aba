import { setTimeout as delay } from "node:timers/promises"

import type { Logger } from "#lib/kernel/log.ts"

interface LoopOptions {
  readonly name: string
  /** Looks again after this long even if nobody woke it: the truth beats the events. */
  readonly intervalMs: number
  readonly signal: AbortSignal
  readonly log: Logger
  /** One round. Answers in how many milliseconds it wants to look again, if sooner than the interval. */
  readonly round: () => Promise<number | null | void>
}

/** A loop that can be woken. */
export interface Loop {
  /** Starts the next round at once, or right after the one that runs. Many wakes are one round. */
  wake(): void
  /** Resolves when the loop has ended after `signal`. */
  readonly ended: Promise<void>
}

const FAILURE_PAUSE_MS = 1000

/**
 * Runs rounds one after the other: when woken, and on a timer. A round that fails is logged and tried again after a
 * second; the loop itself never ends before `signal`.
 */
export function runLoop({ name, intervalMs, signal, log, round }: LoopOptions): Loop {
  let wakeUp = new AbortController()
  let isWoken = false

  async function pause(ms: number): Promise<void> {
    if (isWoken || signal.aborted) return
    wakeUp = new AbortController()
    await delay(ms, undefined, { signal: AbortSignal.any([wakeUp.signal, signal]) }).catch(() => undefined)
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      isWoken = false
      try {
        const soonerMs = await round()
        await pause(Math.max(0, Math.min(intervalMs, soonerMs ?? intervalMs)))
      } catch (error) {
        if (signal.aborted) return
        log.error({ err: error, loop: name }, "A round failed and is tried again")
        await delay(FAILURE_PAUSE_MS, undefined, { signal }).catch(() => undefined)
      }
    }
  }

  return {
    wake() {
      isWoken = true
      wakeUp.abort()
    },
    ended: run(),
  }
}
