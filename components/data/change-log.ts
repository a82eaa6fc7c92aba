import { isOutdatedBy } from "./is-outdated-by.ts"
import type { Change } from "./is-outdated-by.ts"

/** More kinds of changes than this are remembered as one: everything. */
const KINDS_MAX = 1000
/** How far the studio's clock, by which answers were read, may be ahead of the browser's. */
export const CLOCKS_APART_MS = 5000

/**
 * What the change stream has told since the page was loaded: an answer that was read before a change and comes after it is
 * outdated when it comes, and nothing would tell so again.
 */
export class ChangeLog {
  readonly #changes = new Map<string, { readonly change: Change; readonly atMs: number }>()
  /** When everything may have changed last. */
  #everythingAtMs = Number.NEGATIVE_INFINITY

  note(change: Change, nowMs: number): void {
    this.#changes.set(`${change.kind} ${change.endpoint ?? ""}`, { change, atMs: nowMs })
    if (this.#changes.size > KINDS_MAX) this.noteEverything(nowMs)
  }

  /** A stream that begins: what was before it is unknown. */
  noteEverything(nowMs: number): void {
    this.#changes.clear()
    this.#everythingAtMs = nowMs
  }

  /** Whether the answer to `path` that was read then may be another one by now. */
  isOutdated(path: string, readAtMs: number): boolean {
    const isLater = (atMs: number) => atMs > readAtMs - CLOCKS_APART_MS
    if (isLater(this.#everythingAtMs)) return true
    return [...this.#changes.values()].some(({ change, atMs }) => isLater(atMs) && isOutdatedBy(path, change))
  }
}

/** Of this page load. On the server it stays empty. */
export const changeLog = new ChangeLog()
