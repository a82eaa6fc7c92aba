import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { startOperation } from "#lib/operations/index.ts"
import { transaction } from "#lib/storage/index.ts"
import { requireEndpoint, requireLockedEndpoint, writeRoute } from "#lib/traffic/index.ts"

import { dealKey, keyIdentity } from "./keys.ts"
import type { KeySlot } from "./keys.ts"
import { listSealedKeys, touchEndpoint } from "./queries.ts"

/** Both keys of an endpoint in clear. @throws endpoints.not_found */
export async function listEndpointKeys(
  ctx: Context,
  name: string,
): Promise<{ primaryKey: string; secondaryKey: string }> {
  authorise(ctx, "endpoints/listKeys")
  const endpoint = await requireEndpoint(ctx.db, ctx.workspaceId, name)
  const sealed = await listSealedKeys(ctx.db, ctx.workspaceId, endpoint.id)
  const keys = new Map(
    sealed.map((key) => [key.slot, ctx.vault.unseal(key.sealed, keyIdentity(endpoint.id, key.slot))]),
  )
  return { primaryKey: keys.get("primary") ?? "", secondaryKey: keys.get("secondary") ?? "" }
}

/** Replaces one key. The old one is refused once the operation has succeeded. @throws endpoints.not_found */
export async function regenerateEndpointKey(
  ctx: Context,
  name: string,
  slot: KeySlot,
): Promise<{ operationId: string }> {
  authorise(ctx, "endpoints/regenerateKeys")
  return await transaction(ctx.db, async (tx) => {
    const endpoint = await requireLockedEndpoint(tx, ctx.workspaceId, name)
    await dealKey(ctx, tx, endpoint.id, slot)
    await touchEndpoint(tx, endpoint.id, new Date(ctx.clock.nowMs()))
    const operationId = await startOperation(ctx, tx, {
      kind: "endpoint.regenerateKeys",
      targetType: "endpoint",
      targetId: endpoint.id,
      targetName: endpoint.name,
      routesVersion: await writeRoute(tx, endpoint.id),
      message: `The ${slot} key`,
    })
    return { operationId }
  })
}
