import type { SplitRow } from "#lib/traffic/contract.ts"

/** How a draft stands in the address: null where nothing is drafted. */
export interface DraftAddress {
  /** The drafted shares. */
  readonly split: string | null
  /** What was in force when the edit began: tells whether somebody else changed it since. */
  readonly was: string | null
  /** Live traffic is to be turned off; the drafted shares wait. */
  readonly off: boolean | null
  /** Locked deployments. */
  readonly lock: string | null
}

export const NO_DRAFT: DraftAddress = { split: null, was: null, off: null, lock: null }

export const isSameDraft = (a: DraftAddress, b: DraftAddress): boolean =>
  a.split === b.split && a.was === b.was && a.off === b.off && a.lock === b.lock

/** What an editor remembers beside the draft itself. */
export interface DraftMemory {
  /** Drafts before each edit, the newest last. */
  readonly past: readonly DraftAddress[]
  /** Rows when the row that is being edited began to be, under the split in force of then. */
  readonly anchor: { readonly name: string; readonly rows: readonly SplitRow[]; readonly current: string } | null
  /** Whether a gesture is under way: all of it is one step to undo. */
  readonly isMoving: boolean
}

export const NO_MEMORY: DraftMemory = { past: [], anchor: null, isMoving: false }
const STEPS_MAX = 100

/** Remembers that a gesture on one row goes on, or begins. */
export function rememberMove(
  memory: DraftMemory,
  before: DraftAddress,
  anchor: NonNullable<DraftMemory["anchor"]>,
): DraftMemory {
  return { past: memory.isMoving ? memory.past : remember(memory, before), anchor, isMoving: true }
}

/** Remembers an edit that is done at once. */
export function rememberStep(memory: DraftMemory, before: DraftAddress): DraftMemory {
  return { past: remember(memory, before), anchor: null, isMoving: false }
}

function remember({ past }: DraftMemory, before: DraftAddress): readonly DraftAddress[] {
  return [...past, before].slice(-STEPS_MAX)
}
