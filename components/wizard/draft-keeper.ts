/** What of a form is kept: never a secret. */
export interface Snapshot {
  readonly title: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly step: string
}

/** Where the draft on the server stands. */
export interface SavedDraft {
  readonly id: string
  readonly revision: number
}

export interface KeeperState {
  /** `clean`: nothing was typed. `conflict`: another tab has written a newer revision. */
  readonly status: "clean" | "pending" | "saving" | "saved" | "offline" | "conflict" | "failed"
  readonly saved: SavedDraft | null
  readonly savedAtMs: number | null
}

/** What an attempt to write came to. */
export type WriteResult =
  | { readonly kind: "saved"; readonly draft: SavedDraft }
  | { readonly kind: "conflict" }
  | { readonly kind: "gone" }
  | { readonly kind: "unreachable" }
  | { readonly kind: "refused" }

export interface KeeperPorts {
  /** Writes the draft; `base` is null for one that is new. `isForced` overwrites whatever another tab wrote. */
  write(snapshot: Snapshot, base: SavedDraft | null, options: WriteOptions): Promise<WriteResult>
  /** What this browser keeps until the server has it, by the draft's id; null removes it. */
  mirror(snapshot: Snapshot | null, saved: SavedDraft | null): void
  /** The draft has an id from now on. */
  onCreated(id: string): void
  nowMs(): number
  later(run: () => void, ms: number): () => void
}

interface WriteOptions {
  readonly isForced: boolean
  /** The page is going away: the request must outlive it. */
  readonly isLast: boolean
}

export interface DraftKeeper {
  readonly getState: () => KeeperState
  readonly subscribe: (listener: () => void) => () => void
  change(snapshot: Snapshot): void
  flush(options?: { isLast?: boolean }): Promise<void>
  /** Writes what this tab has over what another one wrote. */
  overwrite(): Promise<void>
  /** Ends the keeping: the form was sent or thrown away. */
  stop(): void
}

export const SAVE_AFTER_MS = 800
const RETRY_AFTER_MS = 5000

/**
 * Saves a form a moment after its last change, one write at a time. Every change goes to the browser's own mirror first, so a
 * tab that dies or a studio that is away loses nothing.
 */
export function createDraftKeeper(initial: SavedDraft | null, ports: KeeperPorts): DraftKeeper {
  let state: KeeperState = { status: "clean", saved: initial, savedAtMs: null }
  let latest: Snapshot | null = null
  let isDirty = false
  let isStopped = false
  let isForced = false
  let running: Promise<void> | null = null
  let cancel = () => {}
  const listeners = new Set<() => void>()
  const set = (next: Partial<KeeperState>) => {
    state = { ...state, ...next }
    for (const tell of listeners) tell()
  }
  const schedule = (ms: number) => {
    cancel()
    cancel = ports.later(() => void flush(), ms)
  }

  const settle = (result: WriteResult) => {
    if (isStopped) return
    if (result.kind === "saved") {
      if (state.saved === null) {
        ports.mirror(null, null)
        ports.onCreated(result.draft.id)
      }
      isForced = false
      ports.mirror(isDirty ? latest : null, result.draft)
      set({ status: isDirty ? "pending" : "saved", saved: result.draft, savedAtMs: ports.nowMs() })
      return
    }
    isDirty = true
    if (result.kind === "conflict") return set({ status: "conflict" })
    // Deleted meanwhile: what is typed here is worth a new one.
    if (result.kind === "gone") {
      set({ status: "pending", saved: null })
      return schedule(SAVE_AFTER_MS)
    }
    set({ status: result.kind === "unreachable" ? "offline" : "failed" })
    schedule(RETRY_AFTER_MS)
  }

  const save = async (snapshot: Snapshot, isLast: boolean) => {
    isDirty = false
    set({ status: "saving" })
    settle(await ports.write(snapshot, state.saved, { isForced, isLast }))
  }

  async function flush({ isLast = false }: { isLast?: boolean } = {}): Promise<void> {
    cancel()
    while (running && !isLast) await running
    if (isStopped || !isDirty || latest === null || (state.status === "conflict" && !isForced)) return
    running = save(latest, isLast).finally(() => {
      running = null
    })
    await running
  }

  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    change: (snapshot) => {
      if (isStopped) return
      latest = snapshot
      isDirty = true
      ports.mirror(snapshot, state.saved)
      if (state.status === "conflict") return
      if (state.status !== "saving") set({ status: "pending" })
      schedule(SAVE_AFTER_MS)
    },
    flush,
    overwrite: async () => {
      isForced = true
      isDirty = true
      await flush()
    },
    stop: () => {
      isStopped = true
      cancel()
      ports.mirror(null, state.saved)
    },
  }
}
