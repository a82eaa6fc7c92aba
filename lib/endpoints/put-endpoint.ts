import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { newId } from "#lib/kernel/ids.ts"
import { refusalOf } from "#lib/kernel/refusal-of.ts"
import { startOperation } from "#lib/operations/index.ts"
import { transaction } from "#lib/storage/index.ts"
import type { Transaction } from "#lib/storage/index.ts"
import { requireLockedEndpoint, setTraffic, writeRoute } from "#lib/traffic/index.ts"

import { checkEndpoint } from "./check-endpoint.ts"
import {
  isOtherSplit,
  requireFreeName,
  requireNoTrafficYet,
  requireRoomForEndpoint,
  requireSameAuthMode,
  requireSameIdentity,
} from "./endpoint-rules.ts"
import { endpointErrors } from "./errors.ts"
import { dealKey } from "./keys.ts"
import { insertEndpoint, updateEndpoint } from "./queries.ts"
import type { OnlineEndpointInput } from "./schema.ts"

interface PutOptions {
  /** Refuse to change an endpoint that exists. */
  readonly createOnly?: boolean | undefined
  /** Refuse to create one. */
  readonly mustExist?: boolean | undefined
  /** The revision that the caller saw. */
  readonly ifMatch?: number | undefined
}

export interface PutEndpointResult {
  readonly created: boolean
  readonly operationId: string
}

/**
 * Creates an endpoint with two keys and no traffic, or changes its description, tags, properties and split.
 *
 * @throws endpoints.not_found, endpoints.exists, endpoints.name_taken, endpoints.unsupported, endpoints.limit,
 * endpoints.immutable, and what `setTraffic` throws
 */
export async function putEndpoint(
  ctx: Context,
  input: OnlineEndpointInput,
  { createOnly = false, mustExist = false, ifMatch }: PutOptions = {},
): Promise<PutEndpointResult> {
  authorise(ctx, "endpoints/write")
  checkEndpoint(input)
  return await transaction(ctx.db, async (tx) => {
    const exists = await lockIfExists(tx, ctx.workspaceId, input.name)
    if (!exists && !mustExist && ifMatch === undefined) return await createEndpoint(ctx, tx, input)
    if (createOnly) {
      throw new AppError(endpointErrors.exists, `The endpoint "${input.name}" exists already.`, { target: "name" })
    }
    return await changeEndpoint(ctx, tx, input, ifMatch)
  })
}

async function lockIfExists(tx: Transaction, workspaceId: string, name: string): Promise<boolean> {
  try {
    await requireLockedEndpoint(tx, workspaceId, name)
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === "endpoints.not_found") return false
    throw error
  }
}

async function createEndpoint(ctx: Context, tx: Transaction, input: OnlineEndpointInput) {
  requireNoTrafficYet(input)
  await requireRoomForEndpoint(tx, ctx.workspaceId)
  const now = new Date(ctx.clock.nowMs())
  const row = await insertEndpoint(tx, {
    id: newId("endpoint", now.getTime()),
    workspaceId: ctx.workspaceId,
    kind: "online",
    name: input.name,
    description: input.description ?? "",
    tags: input.tags ?? {},
    properties: input.properties ?? {},
    authMode: input.auth_mode,
    identity: input.identity ?? null,
    publicNetworkAccess: input.public_network_access,
    provisioningState: "Creating",
    createdBy: ctx.caller.name,
    createdAt: now,
    updatedAt: now,
  })
  if (!row) throw await nameConflict(tx, ctx.workspaceId, input.name)
  await dealKey(ctx, tx, row.id, "primary")
  await dealKey(ctx, tx, row.id, "secondary")
  const routesVersion = await writeRoute(tx, row.id)
  const operationId = await startOperation(ctx, tx, {
    kind: "endpoint.create",
    targetType: "endpoint",
    targetId: row.id,
    targetName: row.name,
    routesVersion,
  })
  return { created: true, operationId }
}

/** Why an insert met a live endpoint of that name: created at this moment here, or another workspace's. */
async function nameConflict(tx: Transaction, workspaceId: string, name: string): Promise<AppError> {
  const refusal = await refusalOf(() => requireFreeName(tx, workspaceId, name))
  // What was in the way may be gone again; then the caller may simply repeat.
  return (
    refusal ?? new AppError(endpointErrors.exists, `Somebody else took "${name}" at this moment.`, { target: "name" })
  )
}

async function changeEndpoint(ctx: Context, tx: Transaction, input: OnlineEndpointInput, ifMatch: number | undefined) {
  const before = await requireLockedEndpoint(tx, ctx.workspaceId, input.name, ifMatch)
  requireSameAuthMode(input, before)
  requireSameIdentity(input, before)
  const changes = {
    description: input.description ?? before.description,
    tags: input.tags ?? before.tags,
    properties: input.properties ?? before.properties,
    publicNetworkAccess: input.public_network_access,
  }
  const updatedAt = new Date(ctx.clock.nowMs())
  await updateEndpoint(tx, before.id, { ...changes, updatedAt })
  if (input.traffic && isOtherSplit(input.traffic, before.traffic)) {
    await setTraffic({ ...ctx, db: tx, idempotency: undefined }, before.name, { traffic: input.traffic })
  }
  const operationId = await startOperation(ctx, tx, {
    kind: "endpoint.update",
    targetType: "endpoint",
    targetId: before.id,
    targetName: before.name,
    routesVersion: await writeRoute(tx, before.id),
    diff: {
      before: {
        description: before.description,
        tags: before.tags,
        properties: before.properties,
        traffic: before.traffic,
      },
      after: {
        description: changes.description,
        tags: changes.tags,
        properties: changes.properties,
        traffic: input.traffic ?? before.traffic,
      },
    },
  })
  return { created: false, operationId }
}
