/** Failed attempts within the window after which more are refused. */
export const ATTEMPTS_MAX = 10
export const ATTEMPT_WINDOW_MS = 10 * 60_000
/** Pairs of e-mail address and IP that are remembered; the oldest is forgotten first. */
const ENTRIES_MAX = 10_000

interface Attempts {
  count: number
  readonly startedMs: number
}

/** Counts failed attempts to sign in, per key, in memory and bounded. Success forgets the key. */
export interface AttemptLimiter {
  /** Whether another attempt is allowed now; it counts as failed until `succeed`. */
  take(key: string, nowMs: number): boolean
  succeed(key: string): void
}

/** A limiter of its own, for one process. */
export function createAttemptLimiter(): AttemptLimiter {
  const entries = new Map<string, Attempts>()
  return {
    take(key, nowMs) {
      const known = entries.get(key)
      if (known && nowMs - known.startedMs < ATTEMPT_WINDOW_MS) {
        if (known.count >= ATTEMPTS_MAX) return false
        known.count++
        return true
      }
      entries.delete(key)
      entries.set(key, { count: 1, startedMs: nowMs })
      for (const oldest of entries.keys()) {
        if (entries.size <= ENTRIES_MAX) break
        entries.delete(oldest)
      }
      return true
    },
    succeed(key) {
      entries.delete(key)
    },
  }
}
