import { sql } from "drizzle-orm"

import { AppError } from "#lib/kernel/errors.ts"

import { close, connect } from "../client.ts"
import { storageErrors } from "../errors.ts"
import type { Place } from "./place.ts"
import type { Postmaster } from "./postmaster.ts"
import { DATABASE_NAME, serverUrl } from "./server-url.ts"

/** The server writes its pid file and takes its own start time within this many seconds of each other. */
const START_TOLERANCE_S = 30

/**
 * Proves that `postmaster` is our server and makes our database if it is missing. Only our server can complete the
 * password exchange (it proves its knowledge of the password, too) and name the data folder and start time of the file.
 *
 * @throws AppError if the server that answers is another one.
 */
export async function ensureDatabase(place: Place, postmaster: Postmaster): Promise<void> {
  const db = connect(serverUrl(place, "postgres"), { max: 1, applicationName: "caudal start" })
  try {
    const [server] = await db.execute<{ data: string; started: number }>(sql`
      select current_setting('data_directory') as data,
             extract(epoch from pg_postmaster_start_time())::float8 as started`)
    const isOurs =
      server !== undefined &&
      server.data === place.data &&
      Math.abs(server.started - postmaster.startedAt) <= START_TOLERANCE_S
    if (!isOurs) {
      const message = `The PostgreSQL that answers in ${place.sockets} is not the one of ${place.data}. End it and start again.`
      throw new AppError(storageErrors.embeddedStartFailed, message)
    }
    const found = await db.execute(sql`select 1 from pg_database where datname = ${DATABASE_NAME}`)
    if (found.length === 0) await db.execute(sql.raw(`create database ${DATABASE_NAME}`))
  } finally {
    await close(db)
  }
}
