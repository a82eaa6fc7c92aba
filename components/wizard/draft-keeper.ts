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
  /**
   * What this browser keeps until the server has it, by the draft's id, and what it was typed over; null removes it. `unsure` is
   * what was sent before it without an answer yet.
   */
  mirror(snapshot: Snapshot | null, saved: SavedDraft | null, unsure: Snapshot | null): void
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

export const SAVE_AFTER_MS = 800
const RETRY_AFTER_MS = 5000

/**
 * Saves a form a moment after its last change, one write at a time. Every change goes to the browser's own mirror first, so a
 * tab that dies or a studio that is away loses nothing.
 */
export class DraftKeeper {
  readonly #ports: KeeperPorts
  readonly #listeners = new Set<() => void>()
  #state: KeeperState
  #latest: Snapshot | null = null
  /** Sent without an answer: the server may have it, at a revision that nobody here knows. */
  #unsure: Snapshot | null = null
  #isDirty = false
  #isStopped = false
  #isOpen = true
  #isForced = false
  /** The next change is what an earlier visit left. */
  #isTakingUp = false
  #running: Promise<void> | null = null
  #cancel = () => {}

  constructor(initial: SavedDraft | null, ports: KeeperPorts) {
    this.#ports = ports
    this.#state = { status: "clean", saved: initial, savedAtMs: null }
  }

  readonly getState = (): KeeperState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The form is on the screen. */
  open(): void {
    this.#isOpen = true
  }

  /** The form has left the screen: what is not written yet is written once more, and nothing by itself afterwards. */
  async close(): Promise<void> {
    this.#isOpen = false
    await this.flush()
  }

  /** What comes next was typed over this revision, and `unsure` that was sent over it: a newer one of somewhere else is a conflict. */
  rebase(revision: number, unsure: Snapshot | null): void {
    const { saved } = this.#state
    this.#unsure = unsure
    this.#isTakingUp = true
    if (saved) this.#set({ saved: { ...saved, revision } })
  }

  /** Takes what the form holds now. */
  change(snapshot: Snapshot): void {
    if (this.#isStopped) return
    this.#latest = snapshot
    this.#isDirty = true
    this.#ports.mirror(snapshot, this.#state.saved, this.#unsure)
    if (this.#state.status === "conflict") return
    if (this.#state.status !== "saving") this.#set({ status: "pending" })
    // The earlier visit's last write may have made the newer revision: told before anybody types, it is no conflict.
    this.#schedule(this.#isTakingUp ? 0 : SAVE_AFTER_MS)
    this.#isTakingUp = false
  }

  /**
   * Writes at once what is not written yet, after the write that is under way: two at a time would be a conflict with oneself,
   * or two drafts. A page that goes away before its turn leaves it in the mirror.
   */
  async flush({ isLast = false }: { isLast?: boolean } = {}): Promise<void> {
    this.#cancel()
    while (this.#running) await this.#running
    const isHeld = this.#state.status === "conflict" && !this.#isForced
    if (this.#isStopped || !this.#isDirty || this.#latest === null || isHeld) return
    this.#running = this.#save(this.#latest, isLast).finally(() => {
      this.#running = null
    })
    await this.#running
  }

  /** Writes what this tab has over what another one wrote. */
  async overwrite(): Promise<void> {
    this.#isForced = true
    this.#isDirty = true
    await this.flush()
  }

  /** Ends the keeping: the form was sent or thrown away. */
  stop(): void {
    this.#isStopped = true
    this.#cancel()
    this.#ports.mirror(null, this.#state.saved, null)
  }

  async #save(snapshot: Snapshot, isLast: boolean): Promise<void> {
    // What may have arrived goes first, as it was: the server takes what it has already for no conflict and says its revision.
    const unsure = this.#unsure
    if (unsure !== null && unsure !== snapshot && !(await this.#send(unsure, isLast))) return
    this.#isDirty = false
    await this.#send(snapshot, isLast)
  }

  /** Answers whether it was saved, and more may be. */
  async #send(snapshot: Snapshot, isLast: boolean): Promise<boolean> {
    this.#unsure = snapshot
    this.#set({ status: "saving" })
    const result = await this.#ports.write(snapshot, this.#state.saved, { isForced: this.#isForced, isLast })
    if (result.kind !== "unreachable") this.#unsure = null
    this.#settle(result)
    return result.kind === "saved" && !this.#isStopped
  }

  #settle(result: WriteResult): void {
    if (this.#isStopped) return
    if (result.kind === "saved") return this.#settleSaved(result.draft)
    this.#isDirty = true
    if (result.kind === "conflict") return this.#set({ status: "conflict" })
    // Deleted meanwhile: what is typed here is worth a new one.
    if (result.kind === "gone") {
      this.#set({ status: "pending", saved: null })
      return this.#schedule(SAVE_AFTER_MS)
    }
    this.#set({ status: result.kind === "unreachable" ? "offline" : "failed" })
    this.#schedule(RETRY_AFTER_MS)
  }

  #settleSaved(draft: SavedDraft): void {
    if (this.#state.saved === null) {
      this.#ports.mirror(null, null, null)
      if (this.#isOpen) this.#ports.onCreated(draft.id)
    }
    this.#isForced = false
    this.#ports.mirror(this.#isDirty ? this.#latest : null, draft, null)
    this.#set({ status: this.#isDirty ? "pending" : "saved", saved: draft, savedAtMs: this.#ports.nowMs() })
  }

  #set(next: Partial<KeeperState>): void {
    this.#state = { ...this.#state, ...next }
    for (const tell of this.#listeners) tell()
  }

  #schedule(ms: number): void {
    this.#cancel()
    if (this.#isOpen) this.#cancel = this.#ports.later(() => void this.flush(), ms)
  }
}
