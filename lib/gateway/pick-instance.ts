/** What the choice looks at. */
interface Candidate {
  readonly outstanding: number
  readonly avoidUntilMs: number
}

/**
 * Chooses the instance for a request by power of two choices: two at random, the one with less outstanding. When both are
 * full or avoided, the least loaded free one; undefined when none is free. Pure.
 *
 * @param limit slots per instance.
 * @param nowMs monotonic, the clock of `avoidUntilMs`.
 * @param random in [0, 1).
 */
export function pickInstance<T extends Candidate>(
  instances: readonly T[],
  limit: number,
  nowMs: number,
  random: () => number,
): T | undefined {
  const isFree = (one: T) => one.outstanding < limit && one.avoidUntilMs <= nowMs
  const count = instances.length
  if (count > 1) {
    const i = Math.floor(random() * count)
    const j = (i + 1 + Math.floor(random() * (count - 1))) % count
    const first = instances[i]
    const second = instances[j]
    if (first !== undefined && second !== undefined) {
      const [better, worse] = second.outstanding < first.outstanding ? [second, first] : [first, second]
      if (isFree(better)) return better
      if (isFree(worse)) return worse
    }
  }
  let best: T | undefined
  for (const one of instances) {
    if (isFree(one) && (best === undefined || one.outstanding < best.outstanding)) best = one
  }
  return best
}
