import { AppError } from "#lib/kernel/errors.ts"
import type { Db } from "#lib/storage/index.ts"
import { getEndpointRow } from "#lib/traffic/index.ts"
import type { EndpointRow } from "#lib/traffic/index.ts"

import { endpointErrors } from "./errors.ts"
import { isSameIdentity } from "./identity.ts"
import { countEndpoints, isNameTaken } from "./queries.ts"
import { endpointIdentity, ENDPOINTS_PER_WORKSPACE_MAX } from "./schema.ts"
import type { OnlineEndpointInput } from "./schema.ts"

/** The rules of writing an endpoint, one by one: `putEndpoint` stops at the first, a look ahead asks them all. */

/** Whether an endpoint of that name can be created now. @throws endpoints.exists, endpoints.name_taken */
export async function requireFreeName(db: Db, workspaceId: string, name: string): Promise<void> {
  if (await getEndpointRow(db, workspaceId, name)) {
    throw new AppError(endpointErrors.exists, `The endpoint "${name}" exists already.`, { target: "name" })
  }
  if (await isNameTaken(db, name)) {
    throw new AppError(endpointErrors.nameTaken, `The name "${name}" is taken in this installation. Choose another.`, {
      target: "name",
    })
  }
}

/** @throws endpoints.unsupported */
export function requireNoTrafficYet(input: OnlineEndpointInput): void {
  if (!Object.values(input.traffic ?? {}).some((percent) => percent > 0)) return
  throw new AppError(
    endpointErrors.unsupported,
    "`traffic` cannot be set while an endpoint is created: its deployments do not exist yet. Create them, then set traffic.",
    { target: "traffic" },
  )
}

/** @throws endpoints.limit */
export async function requireRoomForEndpoint(db: Db, workspaceId: string): Promise<{ count: number }> {
  const count = await countEndpoints(db, workspaceId)
  if (count < ENDPOINTS_PER_WORKSPACE_MAX) return { count }
  throw new AppError(endpointErrors.limit, `A workspace holds at most ${ENDPOINTS_PER_WORKSPACE_MAX} endpoints.`)
}

/** @throws endpoints.immutable */
export function requireSameAuthMode(input: OnlineEndpointInput, before: EndpointRow): void {
  if (input.auth_mode === before.authMode) return
  throw new AppError(endpointErrors.immutable, `auth_mode is "${before.authMode}" and cannot change.`, {
    target: "auth_mode",
  })
}

/** A file without an identity leaves it as it is. @throws endpoints.immutable */
export function requireSameIdentity(input: OnlineEndpointInput, before: EndpointRow): void {
  if (input.identity == null) return
  if (isSameIdentity(input.identity, endpointIdentity.nullable().parse(before.identity))) return
  throw new AppError(
    endpointErrors.immutable,
    "identity is fixed when an endpoint is created. Leave it as it is, or create another endpoint.",
    { target: "identity" },
  )
}

/** Whether a split differs from the one in force; a share that is left out is 0. */
export function isOtherSplit(wanted: Record<string, number>, current: Record<string, number>): boolean {
  const names = new Set([...Object.keys(wanted), ...Object.keys(current)])
  return [...names].some((name) => (wanted[name] ?? 0) !== (current[name] ?? 0))
}
