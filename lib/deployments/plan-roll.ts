import { backoffMs } from "#lib/kernel/backoff.ts"

import { drain, failuresOf, isLate, isReady, lateAtMs, RESTART_BACKOFF, wasStable } from "./plan-state.ts"
import type { DeploymentState, PlanAction, PlannedGeneration, PlannedInstance } from "./plan-state.ts"

/** Share of a deployment's instances that an update replaces at a time (Azure: 20 %). */
const ROLL_FRACTION = 0.2

/** How many instances more than wanted an update runs at a time: what a host must have beyond the wanted ones. */
export function surgeCount(instanceCount: number): number {
  return Math.max(1, Math.ceil(instanceCount * ROLL_FRACTION))
}

interface Roll {
  readonly actions: readonly PlanAction[]
  readonly lookAgainAtMs: number | null
}

/** Creates and drains that bring the instances towards `target`. */
export function planRoll(
  state: DeploymentState,
  target: PlannedGeneration,
  live: readonly PlannedInstance[],
  nowMs: number,
  isFailed: boolean,
): Roll {
  const current = live.filter(({ templateHash }) => templateHash === target.templateHash)
  const others = live.filter(({ templateHash }) => templateHash !== target.templateHash)
  const surplus = current.length - target.instanceCount
  const readyCurrent = current.filter(isReady).length
  const batch = surgeCount(target.instanceCount)
  // While others still serve, only a batch may be on its way; with nothing to replace all start at once.
  const room = others.some(isReady) && !isFailed ? batch - (current.length - readyCurrent) : target.instanceCount
  const toCreate = target.environment === "ready" ? Math.min(-surplus, room) : 0
  const creates = [
    ...createMany(state, target, toCreate, nowMs),
    ...(state.serving ? createMany(state, state.serving, countToRestore(state.serving, target, live), nowMs) : []),
  ]

  const dispensable = Math.max(0, others.filter(isReady).length + readyCurrent - target.instanceCount)
  const isUseless = ({ phase, templateHash }: PlannedInstance) =>
    phase !== "Ready" &&
    (isFailed || templateHash !== state.serving?.templateHash || readyCurrent >= target.instanceCount)
  const replaced = [...others.filter(isUseless), ...others.filter(isReady).slice(0, dispensable)]
  const scaledDown = surplus > 0 ? leastUseful(current).slice(0, surplus) : []
  const late = live.filter((instance) => isLate(state, instance, nowMs))
  const drains = new Map<string, PlanAction>([
    ...late.map(({ id }) => [id, drain(id, "failed")] as const),
    ...replaced.map(({ id }) => [id, drain(id, isFailed ? "failed" : "replaced")] as const),
    ...scaledDown.map(({ id }) => [id, drain(id, "scaled")] as const),
  ])
  return { actions: [...creates, ...drains.values()], lookAgainAtMs: nextDeadlineMs(state, live) }
}

function createMany(state: DeploymentState, target: PlannedGeneration, count: number, nowMs: number): PlanAction[] {
  const startAfterMs = nextStartMs(state.instances, target, nowMs)
  const { generation, templateHash } = target
  return Array.from({ length: Math.max(0, count) }, () => ({ kind: "create", generation, templateHash, startAfterMs }))
}

/**
 * Instances of the serving generation that have to come back while another generation is rolled out: those that ended by
 * themselves must not be missed until the new ones are ready.
 */
function countToRestore(
  serving: PlannedGeneration,
  target: PlannedGeneration,
  live: readonly PlannedInstance[],
): number {
  if (serving.templateHash === target.templateHash || serving.environment !== "ready") return 0
  const serve = live.filter(
    (instance) =>
      instance.templateHash === serving.templateHash ||
      (instance.templateHash === target.templateHash && isReady(instance)),
  )
  return Math.min(serving.instanceCount, target.instanceCount) - serve.length
}

/** The ones to stop first when there are too many: those that are not ready, then the youngest. */
function leastUseful(instances: readonly PlannedInstance[]): readonly PlannedInstance[] {
  return instances.toSorted(
    (a, b) => Number(isReady(a)) - Number(isReady(b)) || (b.startedAtMs ?? Infinity) - (a.startedAtMs ?? Infinity),
  )
}

/**
 * When the next process of this generation may start: doubling waits after failures in a row, from the last one on. A new
 * generation starts afresh, also when its template is an old one: somebody has just asked for it.
 */
function nextStartMs(instances: readonly PlannedInstance[], target: PlannedGeneration, nowMs: number): number {
  const ended = failuresOf(target, instances).toSorted((a, b) => (b.endedAtMs ?? 0) - (a.endedAtMs ?? 0))
  const stable = ended.findIndex((one) => wasStable(one, target))
  const inARow = stable === -1 ? ended.length : stable
  const last = ended[0]
  if (!last || inARow === 0) return nowMs
  // The first one is restarted at once: most are a crash that a fresh process survives.
  return Math.max(nowMs, (last.endedAtMs ?? nowMs) + backoffMs(inARow - 1, RESTART_BACKOFF))
}

function nextDeadlineMs(state: DeploymentState, live: readonly PlannedInstance[]): number | null {
  const deadlines = live.flatMap((instance) => lateAtMs(state, instance) ?? [])
  return deadlines.length === 0 ? null : Math.min(...deadlines)
}
