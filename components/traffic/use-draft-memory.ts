"use client"

import { useState } from "react"

import type { SplitRow } from "#lib/traffic/contract.ts"

import { NO_MEMORY, rememberMove, rememberStep } from "./draft-memory.ts"
import type { DraftAddress } from "./draft-memory.ts"

interface RememberedDraft {
  readonly address: DraftAddress
  readonly rows: readonly SplitRow[]
  /** The split in force, as text. */
  readonly inForce: string
  readonly set: (next: DraftAddress) => void
}

/** What was before each edit of a draft, for Undo and for gestures that go back. */
export function useDraftMemory({ address, rows, inForce, set }: RememberedDraft) {
  const [memory, setMemory] = useState(NO_MEMORY)
  return {
    canUndo: memory.past.length > 0,
    /** One edit, done at once. */
    step: (change: () => void) => {
      setMemory(rememberStep(memory, address))
      change()
    },
    /** Part of a gesture. Answers the rows as they were when it began: going back restores them. */
    move: (what: string): readonly SplitRow[] => {
      const kept = memory.anchor?.name === what && memory.anchor.current === inForce ? memory.anchor : null
      const anchor = kept ?? { name: what, rows, current: inForce }
      setMemory((now) => rememberMove(now, address, anchor))
      return anchor.rows
    },
    endGesture: () => setMemory((now) => ({ ...now, isMoving: false })),
    /** The rows before this one began to be edited; null when another was edited since. */
    rowsBefore: (what: string) => (memory.anchor?.name === what ? memory.anchor.rows : null),
    undo: () => {
      const before = memory.past.at(-1)
      if (before) set(before)
      setMemory({ past: memory.past.slice(0, -1), anchor: null, isMoving: false })
    },
    forget: () => setMemory(NO_MEMORY),
  }
}
