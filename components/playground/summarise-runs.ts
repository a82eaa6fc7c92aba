/** One answer of a series. */
export interface TimedAnswer {
  readonly status: number
  readonly durationMs: number
  readonly deployment: string | null
}

/** What a series of the same request says. Times are those of the studio, connection included. */
export interface RunSummary {
  readonly count: number
  readonly failed: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly maxMs: number
  /** How many each deployment answered, most first; null is the gateway itself. */
  readonly byDeployment: ReadonlyArray<{ readonly deployment: string | null; readonly count: number }>
}

/** The value that `share` of the sorted values do not exceed (nearest rank). */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}

/** Sums up a series; null for none. */
export function summariseRuns(answers: readonly TimedAnswer[]): RunSummary | null {
  if (answers.length === 0) return null
  const times = answers.map(({ durationMs }) => durationMs).toSorted((a, b) => a - b)
  const counts = new Map<string | null, number>()
  for (const { deployment } of answers) counts.set(deployment, (counts.get(deployment) ?? 0) + 1)
  return {
    count: answers.length,
    failed: answers.filter(({ status }) => status >= 400).length,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    maxMs: times.at(-1) ?? 0,
    byDeployment: [...counts]
      .map(([deployment, count]) => ({ deployment, count }))
      .toSorted((a, b) => b.count - a.count),
  }
}
