import { AppError } from "#lib/kernel/errors.ts"
import type { Db } from "#lib/storage/index.ts"

import { trafficErrors } from "./errors.ts"
import { getEndpointRow, lockEndpointRow } from "./queries.ts"
import type { EndpointRow } from "./queries.ts"

function notFound(name: string): AppError {
  return new AppError(trafficErrors.endpointNotFound, `There is no endpoint "${name}" in this workspace.`, {
    target: name,
  })
}

/** A live endpoint of the workspace. @throws endpoints.not_found */
export async function requireEndpoint(db: Db, workspaceId: string, name: string): Promise<EndpointRow> {
  const row = await getEndpointRow(db, workspaceId, name)
  if (!row) throw notFound(name)
  return row
}

/**
 * The same, locked until the transaction ends.
 *
 * @param ifMatch the revision that the caller saw, if it wants to be guarded against others' changes.
 * @throws endpoints.not_found, traffic.conflict
 */
export async function requireLockedEndpoint(
  tx: Db,
  workspaceId: string,
  name: string,
  ifMatch?: number,
): Promise<EndpointRow> {
  const row = await lockEndpointRow(tx, workspaceId, name)
  if (!row) throw notFound(name)
  if (ifMatch !== undefined && ifMatch !== row.revision) {
    throw new AppError(
      trafficErrors.conflict,
      `The endpoint "${row.name}" is at revision ${row.revision}, not ${ifMatch}: somebody changed it. Read it again and repeat.`,
      { target: "If-Match" },
    )
  }
  return row
}
