/** The variables by which numeric libraries decide how many threads they start. */
const THREAD_VARIABLES = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"] as const

/**
 * Thread counts for each of `workerCount` worker processes on `vcpu` processors: together the workers start no more
 * threads than there are processors, and each at least one.
 *
 * @param vcpu processors of the instance, more than 0.
 * @param workerCount worker processes, at least 1.
 */
export function threadEnv(vcpu: number, workerCount: number): Record<string, string> {
  const threads = Math.max(1, Math.floor(vcpu / Math.max(1, workerCount)))
  return Object.fromEntries(THREAD_VARIABLES.map((name) => [name, String(threads)]))
}
