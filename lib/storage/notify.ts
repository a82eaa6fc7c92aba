import { sql } from "drizzle-orm"

import { AppError } from "#lib/kernel/errors.ts"

import type { Db } from "./client.ts"
import { storageErrors } from "./errors.ts"

/** PostgreSQL's own limit, less one. */
const PAYLOAD_BYTES_MAX = 7999

/**
 * Tells everybody who listens on `channel`, when the transaction commits. Equal notifications of one transaction arrive
 * once.
 *
 * @throws AppError if the payload has more than 7,999 bytes: send an id, not the thing.
 */
export async function notify(tx: Db, channel: string, payload: string): Promise<void> {
  const bytes = Buffer.byteLength(payload)
  if (bytes > PAYLOAD_BYTES_MAX) {
    const message = `A notification on ${channel} has ${bytes} bytes; at most ${PAYLOAD_BYTES_MAX} are possible. Send an id instead.`
    throw new AppError(storageErrors.notifyTooLong, message)
  }
  await tx.execute(sql`select pg_notify(${channel}, ${payload})`)
}
