/**
 * Cuts `total` into whole parts in proportion to `weights`: each part is rounded down, and what is left goes to the largest
 * remainders, the first of equals first. Where nothing weighs anything, the first part is all of it.
 */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const quotas = weights.map((weight, index) => (sum > 0 ? (total * weight) / sum : index === 0 ? total : 0))
  const parts = quotas.map(Math.floor)
  const left = total - parts.reduce((all, part) => all + part, 0)
  const byRemainder = quotas
    .map((quota, index) => ({ index, remainder: quota - Math.floor(quota) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index)
  const raised = new Set(byRemainder.slice(0, left).map(({ index }) => index))
  return parts.map((part, index) => (raised.has(index) ? part + 1 : part))
}
