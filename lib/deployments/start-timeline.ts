import type { InstanceView } from "./schema.ts"

/** The way of an instance from being wanted to its first good probe, in order. */
export const START_STEPS = ["accepted", "environment", "start", "imports", "init", "probe", "ready"] as const
export type StartStep = (typeof START_STEPS)[number]

export interface TimelineStep {
  readonly step: StartStep
  readonly state: "done" | "running" | "failed" | "waiting"
  /** How long it took, or has taken so far; null when that is not known. */
  readonly ms: number | null
}

type Started = Pick<InstanceView, "phase" | "started_at" | "ready_at" | "phases_ms" | "last_exit">

interface TimelineOptions {
  /** When the deployment was last changed: a waiting instance waits since then. */
  readonly acceptedAtMs: number
  readonly nowMs: number
}

/** Steps by the runtime's own name for them, for an instance that ended in one. */
const STEP_OF_END: Readonly<Record<string, StartStep>> = {
  environment: "environment",
  start: "start",
  imports: "imports",
  init: "init",
  readiness: "probe",
}

/** How far an instance has come and how long each step took. Pure: the running step's time follows `nowMs`. */
export function startTimeline(instance: Started, { acceptedAtMs, nowMs }: TimelineOptions): readonly TimelineStep[] {
  const times = stepTimes(instance)
  const current = currentStep(instance)
  const at = START_STEPS.indexOf(current)
  const isOver = instance.phase === "Stopped" && instance.ready_at === null
  const sinceMs = instance.started_at === null ? acceptedAtMs : Date.parse(instance.started_at) + knownMs(times)
  return START_STEPS.map((step, index): TimelineStep => {
    const ms = times[step] ?? null
    if (index < at || current === "ready") return { step, state: "done", ms }
    if (index > at) return { step, state: "waiting", ms: null }
    return isOver ? { step, state: "failed", ms } : { step, state: "running", ms: Math.max(0, nowMs - sinceMs) }
  })
}

/** The step that an instance is in; `ready` once it has been. */
function currentStep({ phase, started_at, ready_at, phases_ms, last_exit }: Started): StartStep {
  if (ready_at !== null) return "ready"
  if (phase === "Stopped") return STEP_OF_END[last_exit?.phase ?? ""] ?? "start"
  if (started_at === null) return "environment"
  if (phases_ms["init"] !== undefined) return "probe"
  return phases_ms["imports"] === undefined ? "imports" : "init"
}

/** `start` is the whole time from the process to the first good probe: what imports and init leave of it is the probe's. */
function stepTimes({ phases_ms: { plan, spawn, imports, init, start } }: Started): Partial<Record<StartStep, number>> {
  return {
    ...(plan === undefined ? {} : { environment: plan }),
    ...(spawn === undefined ? {} : { start: spawn }),
    ...(imports === undefined ? {} : { imports }),
    ...(init === undefined ? {} : { init }),
    ...(start === undefined ? {} : { probe: Math.max(0, start - (imports ?? 0) - (init ?? 0)) }),
  }
}

const knownMs = ({ imports = 0, init = 0 }: Partial<Record<StartStep, number>>) => imports + init

/** A start that takes this many times as long as it usually does is called stuck. */
const STUCK_FACTOR = 2

interface StuckOptions {
  /** How long starts took that came to their end, milliseconds. */
  readonly earlierMs: readonly number[]
  /** How long a start may take before the deployment fails, milliseconds. */
  readonly budgetMs: number
}

/**
 * Whether a start takes so long that somebody should look: twice the median of earlier ones, or half of what its probe
 * allows if there were none.
 */
export function isStartStuck(elapsedMs: number, { earlierMs, budgetMs }: StuckOptions): boolean {
  const sorted = earlierMs.toSorted((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)]
  return elapsedMs > (median === undefined ? budgetMs / 2 : Math.max(STUCK_FACTOR * median, 5000))
}
