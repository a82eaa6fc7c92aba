import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError, kernelErrors } from "#lib/kernel/errors.ts"
import { listen } from "#lib/storage/index.ts"
import type { Listener } from "#lib/storage/index.ts"

import { operationErrors } from "./errors.ts"
import { CHANGE_FOLLOWERS_MAX, changeNotice } from "./schema.ts"
import type { ChangeView } from "./schema.ts"
import { CHANGES_CHANNEL } from "./tell-change.ts"

/** Equal changes within this time are told once, at its end: one act writes many rows. */
const COALESCE_MS = 50
/** More different changes at once than this are told as one `resync`: reading everything is cheaper then. */
const CHANGES_AT_ONCE_MAX = 200

/** Who wants to know that something changed. None of these may throw. */
export interface ChangeFollower {
  onChange(change: ChangeView): void
  /** Changes may have been missed: read everything again. */
  onResync(): void
  /** Nothing more will come. */
  onEnd(): void
}

/** The changes of all workspaces, heard by one connection for the whole process. */
export interface ChangeFeed {
  /**
   * Tells `follower` the changes of the context's workspace until the function that it answers is called.
   *
   * @throws operations.too_many_followers; unavailable once the feed is closed.
   */
  follow(ctx: Context, follower: ChangeFollower): () => void
  /** Ends every follower and the connection. */
  close(): Promise<void>
}

interface Follower extends ChangeFollower {
  readonly workspaceId: string
}

/**
 * The feed of the database at `url`. It connects when the first follower comes and stays connected. While the database is
 * away followers stay; each connect, the first one too, tells them all to read everything again, because PostgreSQL keeps
 * nothing for a listener that is away.
 */
export function createChangeFeed(url: string, { followersMax = CHANGE_FOLLOWERS_MAX } = {}): ChangeFeed {
  const followers = new Set<Follower>()
  /** By workspace, then by what changed. */
  const waiting = new Map<string, Map<string, ChangeView>>()
  let timer: NodeJS.Timeout | undefined
  let listener: Listener | undefined
  let isClosed = false

  function receive(payload: string): void {
    const { workspace, kind, endpoint } = changeNotice.parse(JSON.parse(payload))
    const changes = waiting.get(workspace) ?? new Map<string, ChangeView>()
    changes.set(`${kind} ${endpoint ?? ""}`, { kind, endpoint: endpoint === "" ? null : endpoint })
    waiting.set(workspace, changes)
    timer ??= setTimeout(tell, COALESCE_MS)
  }
  function tell(): void {
    timer = undefined
    const told = [...waiting]
    waiting.clear()
    for (const [workspaceId, changes] of told) {
      const inWorkspace = [...followers].filter((follower) => follower.workspaceId === workspaceId)
      for (const follower of inWorkspace) {
        if (changes.size > CHANGES_AT_ONCE_MAX) follower.onResync()
        else for (const change of changes.values()) follower.onChange(change)
      }
    }
  }
  function resync(): void {
    clearTimeout(timer)
    timer = undefined
    waiting.clear()
    for (const follower of followers) follower.onResync()
  }
  return {
    follow(ctx, follower) {
      authorise(ctx, "workspaces/read")
      if (isClosed)
        throw new AppError(kernelErrors.unavailable, "The studio is ending. Connect again in a few seconds.")
      if (followers.size >= followersMax) {
        const message = `This studio tells changes to ${followersMax} pages at once, which is the most. Close some, or read again from time to time.`
        throw new AppError(operationErrors.tooManyFollowers, message)
      }
      const entry = { ...follower, workspaceId: ctx.workspaceId }
      followers.add(entry)
      listener ??= listen(url, CHANGES_CHANNEL, receive, resync)
      return () => void followers.delete(entry)
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      const told = [...followers]
      followers.clear()
      for (const follower of told) follower.onEnd()
      await listener?.close()
    },
  }
}
