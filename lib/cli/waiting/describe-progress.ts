import type { OperationView } from "#lib/operations/contract.ts"

/** What an operation does now, in one line: `deployment blue: init, 0 of 2 instances ready`. */
export function describeProgress({ target, progress }: Pick<OperationView, "target" | "progress">): string {
  const { phase, message, ready_instances: ready, wanted_instances: wanted } = progress
  const instances = wanted === undefined ? undefined : `${ready ?? 0} of ${wanted} instances ready`
  const parts = [phase, instances, message === phase ? undefined : message]
  const said = parts.filter((part) => part !== undefined && part !== "")
  return `${target.type} ${target.name}: ${said.length === 0 ? "waiting" : said.join(", ")}`
}
