import type { Level, LogLine } from "./log-line.ts"
import type { LogState } from "./log-state.ts"

/** Lines that a page keeps; the oldest go first. */
export const LINES_MAX = 100_000
/** New lines are shown together, so that a loud log does not draw the page for each of them. */
const FLUSH_MS = 100

export type LevelCounts = Readonly<Record<Level, number>>

/** What is shown of a log at one moment. Never changed, only replaced. */
export interface LogSnapshot {
  readonly lines: readonly LogLine[]
  readonly counts: LevelCounts
  /** Lines that were let go because there were too many. */
  readonly dropped: number
  readonly state: LogState
}

const NO_COUNTS: LevelCounts = { error: 0, warn: 0, info: 0, debug: 0, other: 0 }
export const EMPTY_LOG: LogSnapshot = { lines: [], counts: NO_COUNTS, dropped: 0, state: { kind: "opening" } }

/** The lines of one log outside of React, for `useSyncExternalStore`. */
export class LogStore {
  #snapshot = EMPTY_LOG
  #pending: LogLine[] = []
  #timer: ReturnType<typeof setTimeout> | null = null
  readonly #listeners = new Set<() => void>()

  readonly snapshot = (): LogSnapshot => this.#snapshot
  readonly subscribe = (tell: () => void): (() => void) => {
    this.#listeners.add(tell)
    return () => this.#listeners.delete(tell)
  }

  /** Begins anew, with nothing. */
  clear(): void {
    this.#pending = []
    this.#show(EMPTY_LOG)
  }

  /** Adds lines at the end, a moment later. */
  append(lines: readonly LogLine[]): void {
    for (const line of lines) this.#pending.push(line)
    this.#timer ??= setTimeout(() => this.#flush({}), FLUSH_MS)
  }

  setState(state: LogState): void {
    this.#flush({ state })
  }

  /** Shows these lines instead. Those that were there before keep their numbers, so that nothing moves. */
  replace(lines: readonly LogLine[], state: LogState): void {
    this.#pending = []
    const shift = findShift(this.#snapshot.lines, lines)
    const numbered = shift === 0 ? lines : lines.map((line) => ({ ...line, n: line.n + shift }))
    this.#show({ lines: numbered, counts: count(NO_COUNTS, numbered, 1), dropped: 0, state })
  }

  #flush(change: Partial<LogSnapshot>): void {
    const added = this.#pending
    this.#pending = []
    const { lines, counts, dropped } = this.#snapshot
    const excess = Math.max(0, lines.length + added.length - LINES_MAX)
    const all = added.length === 0 ? lines : lines.concat(added)
    const gone = all.slice(0, excess)
    this.#show({
      ...this.#snapshot,
      lines: excess === 0 ? all : all.slice(excess),
      counts: count(count(counts, added, 1), gone, -1),
      dropped: dropped + excess,
      ...change,
    })
  }

  #show(snapshot: LogSnapshot): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#snapshot = snapshot
    for (const tell of this.#listeners) tell()
  }
}

function count(counts: LevelCounts, lines: readonly LogLine[], step: 1 | -1): LevelCounts {
  if (lines.length === 0) return counts
  const next: Record<Level, number> = { ...counts }
  for (const { level, kind } of lines) if (kind === "line") next[level] += step
  return next
}

/** How much the numbers of `lines` differ from those of `before`, by where the first line of `before` stands in it. */
function findShift(before: readonly LogLine[], lines: readonly LogLine[]): number {
  const [first, second] = before
  if (!first) return 0
  const isSame = (a: LogLine | undefined, b: LogLine | undefined) =>
    a === b || (a?.at === b?.at && a?.text === b?.text && a?.instance === b?.instance)
  const at = lines.findIndex((line, index) => isSame(line, first) && (!second || isSame(lines[index + 1], second)))
  const found = lines[at]
  return found ? first.n - found.n : 0
}
