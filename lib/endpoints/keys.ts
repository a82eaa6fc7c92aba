import { newSecret } from "#lib/auth/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { newId } from "#lib/kernel/ids.ts"
import { sha256Hex } from "#lib/kernel/json.ts"
import type { Transaction } from "#lib/storage/index.ts"

import { saveKey } from "./queries.ts"

export type KeySlot = "primary" | "secondary"

/** What a sealed key is bound to: it cannot be unsealed as another endpoint's or slot's. */
export const keyIdentity = (endpointId: string, slot: string) => `endpoint-key:${endpointId}:${slot}`

/** Deals a new key (256 random bits) for a slot; the old one is void from the next route on. */
export async function dealKey(ctx: Context, tx: Transaction, endpointId: string, slot: KeySlot): Promise<void> {
  const key = newSecret()
  const nowMs = ctx.clock.nowMs()
  await saveKey(tx, {
    id: newId("key", nowMs),
    workspaceId: ctx.workspaceId,
    endpointId,
    slot,
    digest: sha256Hex(key),
    sealed: ctx.vault.seal(key, keyIdentity(endpointId, slot)),
    createdAt: new Date(nowMs),
  })
}
