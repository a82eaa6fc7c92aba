import { readFileSync } from "node:fs"

import { SUPERUSER } from "./init-cluster.ts"
import type { Place } from "./place.ts"

/** The database that Caudal keeps its state in. */
export const DATABASE_NAME = "caudal"

/**
 * The address of a database in the embedded cluster: `postgres://caudal:<password>@localhost/<database>?host=<folder>`.
 * As with libpq, `host` is the folder of the socket.
 */
export function serverUrl(place: Place, database: string): string {
  const password = readFileSync(place.passwordFile, "utf8").trim()
  const query = new URLSearchParams({ host: place.sockets })
  return `postgres://${SUPERUSER}:${encodeURIComponent(password)}@localhost/${database}?${query.toString()}`
}
