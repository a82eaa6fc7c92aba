import type { TestInput, TestResult } from "#lib/endpoints/contract.ts"

/** One request of the past, as this browser keeps it. */
export interface Run {
  readonly id: string
  readonly atMs: number
  readonly input: Pick<TestInput, "body" | "method" | "path" | "deployment">
  readonly result: TestResult
}

/** A run and the endpoint that it was sent to. */
export interface KeptRun extends Run {
  readonly to: string
}

const KEY = "caudal-runs"
/** Of one endpoint. */
const RUNS_MAX = 50
/** Longer texts are kept by their beginning. */
const TEXT_MAX = 20_000
/** Of all endpoints: browsers give a site about five million, and drafts need some of them. */
const CHARS_MAX = 1_000_000

/** The runs with one more, the newest first, as far as there is room: the oldest go. */
export function withRun(runs: readonly KeptRun[], { input, result, ...rest }: KeptRun): readonly KeptRun[] {
  const clipped = {
    ...rest,
    input: { ...input, body: clip(input.body) },
    result: { ...result, body: clip(result.body) },
  }
  const counts = new Map<string, number>()
  let chars = 0
  return [clipped, ...runs].filter((run) => {
    const count = (counts.get(run.to) ?? 0) + 1
    counts.set(run.to, count)
    if (count > RUNS_MAX) return false
    chars += JSON.stringify(run).length
    return chars <= CHARS_MAX
  })
}

const clip = (text: string) => text.slice(0, TEXT_MAX)

/** What this browser keeps; nothing where storage is off or something else wrote there: a history is a convenience. */
export function loadRuns(): readonly KeptRun[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]")
    return Array.isArray(stored) ? stored : []
  } catch {
    return []
  }
}

export function storeRuns(runs: readonly KeptRun[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(runs))
  } catch {
    // Full or switched off: the runs stay in memory for as long as somebody looks at them.
  }
}

/** What was sent belongs to who sent it, not to the next person of this browser. */
export function forgetRuns(): void {
  try {
    localStorage.removeItem(KEY)
  } catch {
    // Switched off: there is nothing.
  }
}

/** Tells of what other tabs of this browser keep or forget, until the answer is called. */
export function watchRuns(tell: () => void): () => void {
  // A null key: everything was forgotten.
  const onStorage = ({ key }: StorageEvent) => (key === KEY || key === null) && tell()
  window.addEventListener("storage", onStorage)
  return () => window.removeEventListener("storage", onStorage)
}
