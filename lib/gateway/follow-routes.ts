import type { GatewayContext } from "./call.ts"
import type { RoutesSource } from "./ports.ts"

/**
 * Brings the table up to the source. The first contact takes everything, because what left while this gateway was away has
 * no row any more; so does a source whose newest version is behind ours (a database that was restored).
 *
 * @param isFirst whether the table has never been confirmed by this source.
 * @returns whether anything changed.
 * @throws whatever the source throws; the table is untouched then.
 */
export async function catchUp(context: GatewayContext, source: RoutesSource, isFirst: boolean): Promise<boolean> {
  const { table, slots, ports } = context
  const before = table.version
  const page = await source.fetchAfter(isFirst ? 0 : before)
  if (!isFirst && page.newest < before) return catchUp(context, source, true)
  const touched = isFirst ? table.replace(page.changes) : page.changes.flatMap((change) => table.apply(change))
  table.confirm(isFirst ? page.newest : Math.max(before, page.newest), ports.nowMs())
  for (const deployment of touched) slots.wake(deployment)
  return isFirst || page.changes.length > 0
}
