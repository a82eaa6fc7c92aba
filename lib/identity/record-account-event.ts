import { recordEvent } from "#lib/events/index.ts"
import type { Clock } from "#lib/kernel/clock.ts"
import type { Db } from "#lib/storage/index.ts"

import { listWorkspaceIds } from "./queries.ts"

interface AccountEvent {
  readonly clock: Clock
  /** Who did it, as events show it. */
  readonly actor: string
  /** Whose account it is. */
  readonly person: { readonly id: string; readonly isOwner: boolean }
  /** The only workspace that it is about; null: every one that the person can enter. */
  readonly workspaceId?: string | null
  readonly action: string
  readonly target: { readonly type: "member" | "token"; readonly id: string; readonly name: string }
  readonly diff?: unknown
}

/**
 * Writes a change of a person's account into the history of each workspace that the account opens: its members must see
 * it. Run it in the change's own transaction.
 */
export async function recordAccountEvent(tx: Db, event: AccountEvent): Promise<void> {
  const { clock, actor, person, workspaceId = null, action, target, diff } = event
  const ids = await listWorkspaceIds(tx, { userId: person.id, isOwner: person.isOwner, workspaceId })
  for (const id of ids) {
    await recordEvent({ workspaceId: id, clock, caller: { name: actor } }, tx, {
      action,
      targetType: target.type,
      targetId: target.id,
      targetName: target.name,
      result: "Succeeded",
      diff,
    })
  }
}
