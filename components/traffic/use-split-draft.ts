"use client"

import { formatSplit, isSameSplit, moveBorder, rebalance } from "#lib/traffic/contract.ts"
import type { SplitRow } from "#lib/traffic/contract.ts"

import { NO_DRAFT } from "./draft-memory.ts"
import { useDraftAddress } from "./use-draft-address.ts"
import type { Shares } from "./use-draft-address.ts"
import { useDraftMemory } from "./use-draft-memory.ts"

export type TrafficMode = "balanced" | "manual"

interface SplitDraftInput {
  /** Deployments in order of creation. */
  readonly names: readonly string[]
  /** Shares in force. */
  readonly current: Shares
  readonly mode: TrafficMode
  /** Shares to start from when traffic that is off is turned on. */
  readonly whenOn: Shares
}

export type SplitDraft = ReturnType<typeof useSplitDraft>

const whole = (percent: number) => Math.max(0, Math.min(100, Math.round(percent)))

/** A split while somebody edits it: the draft itself, and every way to change it. */
export function useSplitDraft({ names, current, mode, whenOn }: SplitDraftInput) {
  const draft = useDraftAddress(names, current)
  const { rows, base, isDirty, isOff, isOffInForce, hasShares, inForce, toRows } = draft
  const { canUndo, step, move, endGesture, rowsBefore, undo, forget } = useDraftMemory(draft)

  const show = (next: readonly SplitRow[]) => {
    const wanted = Object.fromEntries(next.map(({ name, percent }) => [name, percent]))
    if (!isOffInForce && isSameSplit(names, wanted, current)) draft.clear()
    else draft.place({ split: formatSplit(next), off: null })
  }
  const turn = (isOn: boolean) => {
    const isOnInForce = !isOffInForce
    if (isOn === isOnInForce && !hasShares) draft.clear()
    else if (!isOn) draft.place({ off: true })
    else if (isOffInForce && !hasShares) draft.place({ split: formatSplit(toRows(whenOn)), off: null })
    else draft.place({ off: null })
  }
  const rebase = (merged: Shares) => {
    const next = toRows(merged)
    const isEmpty = next.every(({ percent }) => percent === 0)
    draft.set({ split: isEmpty ? null : formatSplit(next), off: isEmpty ? true : null, was: inForce })
  }

  return {
    rows,
    base,
    isOff,
    isDirty,
    /** Somebody else changed the split since this edit began, and not to what this edit wants. */
    isOvertaken: isDirty && !isSameSplit(names, base, current),
    sum: rows.reduce((all, { percent }) => all + percent, 0),
    canUndo,
    /** Part of a gesture: gives one deployment another share; in Balanced mode the others follow. */
    setShare: (name: string, percent: number) => {
      const before = move(name)
      const alone = rows.map((row) => (row.name === name ? { ...row, percent: whole(percent) } : row))
      show(mode === "balanced" ? rebalance(before, name, percent) : alone)
    },
    /** Part of a gesture: moves the border between two neighbours of the bar. */
    moveBorder: (left: string, right: string, by: number) =>
      show(moveBorder(move(`${left} ${right}`), left, right, by)),
    endGesture,
    /** Brings back what was before this row began to be edited. */
    restoreRow: (name: string) => {
      const before = rowsBefore(name)
      if (before) step(() => show(before))
    },
    /** A preset, an even split, a swap. */
    replace: (next: readonly SplitRow[]) => step(() => show(next)),
    /** Brings back what is in force, as an edit that can be undone. */
    toCurrent: () => step(draft.clear),
    toggleLock: (name: string) => {
      const locked = rows.filter((row) => row.isLocked !== (row.name === name)).map((row) => row.name)
      step(() => draft.set({ lock: locked.length === 0 ? null : locked.join(",") }))
    },
    setOn: (isOn: boolean) => step(() => turn(isOn)),
    undo,
    discard: () => {
      forget()
      draft.set({ ...NO_DRAFT })
    },
    /** Goes on from what is in force now, with these shares. */
    rebase: (merged: Shares) => step(() => rebase(merged)),
  }
}
