import type { RequestCountView } from "#lib/traffic/contract.ts"

/** Answers of one deployment. */
export interface AnswerCount {
  readonly total: number
  /** With a status below 400. */
  readonly good: number
  readonly byCode: ReadonlyArray<{ readonly code: number; readonly count: number }>
}

/**
 * Answers of one deployment, by status.
 *
 * @param since counts at an earlier time, which are taken away; counts that started anew in between are whole
 */
export function countAnswers(
  counts: readonly RequestCountView[],
  deployment: string,
  since: readonly RequestCountView[] = [],
): AnswerCount {
  const before = new Map(since.filter((row) => row.deployment === deployment).map(({ code, count }) => [code, count]))
  const byCode = counts
    .filter((row) => row.deployment === deployment)
    .map(({ code, count }) => ({ code, count: count - Math.min(count, before.get(code) ?? 0) }))
    .filter(({ count }) => count > 0)
  const sum = (rows: typeof byCode) => rows.reduce((all, { count }) => all + count, 0)
  return { byCode, total: sum(byCode), good: sum(byCode.filter(({ code }) => code < 400)) }
}
