/** Failed attempts within the window, for one e-mail address from one IP, after which more are refused. */
export const ATTEMPTS_MAX = 10
/** The same from one IP whatever the address: nobody tries many addresses from there, or pushes others' counts out. */
export const ATTEMPTS_PER_IP_MAX = 100
export const ATTEMPT_WINDOW_MS = 10 * 60_000
/** Keys that a counter remembers; the oldest is forgotten first. */
const ENTRIES_MAX = 10_000

/** Who tries to sign in as whom. */
interface Attempt {
  readonly email: string
  readonly clientIp: string
}

/** Counts failed attempts to sign in, in memory and bounded. */
export interface AttemptLimiter {
  /** Whether another attempt is allowed now; it counts as failed until `succeed` or `release`. */
  take(attempt: Attempt, nowMs: number): boolean
  /** Takes an attempt back whose password was never looked at. */
  release(attempt: Attempt): void
  /** Forgets the address from this IP. Of the IP's other failures nothing is forgotten: one's own password is no pass. */
  succeed(attempt: Attempt): void
}

interface Count {
  count: number
  readonly startedMs: number
}

function createCounter(countMax: number) {
  const entries = new Map<string, Count>()
  const find = (key: string, nowMs: number) => {
    const known = entries.get(key)
    return known && nowMs - known.startedMs < ATTEMPT_WINDOW_MS ? known : undefined
  }
  return {
    hasRoom: (key: string, nowMs: number) => (find(key, nowMs)?.count ?? 0) < countMax,
    add(key: string, nowMs: number) {
      const known = find(key, nowMs)
      if (known) {
        known.count++
        return
      }
      entries.delete(key)
      entries.set(key, { count: 1, startedMs: nowMs })
      for (const oldest of entries.keys()) {
        if (entries.size <= ENTRIES_MAX) break
        entries.delete(oldest)
      }
    },
    takeBack(key: string) {
      const known = entries.get(key)
      if (known) known.count--
    },
    forget: (key: string) => entries.delete(key),
  }
}

const pairOf = ({ email, clientIp }: Attempt) => `${email.toLowerCase()} ${clientIp}`

/** A limiter of its own, for one process. */
export function createAttemptLimiter(): AttemptLimiter {
  const pairs = createCounter(ATTEMPTS_MAX)
  const ips = createCounter(ATTEMPTS_PER_IP_MAX)
  return {
    take(attempt, nowMs) {
      const pair = pairOf(attempt)
      if (!ips.hasRoom(attempt.clientIp, nowMs) || !pairs.hasRoom(pair, nowMs)) return false
      ips.add(attempt.clientIp, nowMs)
      pairs.add(pair, nowMs)
      return true
    },
    release(attempt) {
      ips.takeBack(attempt.clientIp)
      pairs.takeBack(pairOf(attempt))
    },
    succeed(attempt) {
      ips.takeBack(attempt.clientIp)
      pairs.forget(pairOf(attempt))
    },
  }
}
