interface BackoffLimits {
  readonly firstMs: number
  readonly maxMs: number
}

/**
 * How long to wait before attempt number `attempt` (1 is the first retry): doubles each time up to `maxMs`.
 * Deterministic on purpose; callers with many peers add their own jitter.
 */
export function backoffMs(attempt: number, { firstMs, maxMs }: BackoffLimits): number {
  if (attempt <= 0) return 0
  return Math.min(maxMs, firstMs * 2 ** Math.min(attempt - 1, 30))
}
