import { pino, stdSerializers } from "pino"
import type { Logger } from "pino"

import { readEnv } from "./env.ts"

export type { Logger } from "pino"

/** Keys whose values reach no log where they stand in a line itself or one level below; nothing deeper is looked at. */
const REDACTED = ["authorization", "cookie", "password", "secret", "token", "key", "primaryKey", "secondaryKey"]

const CAUSES_MAX = 5

/**
 * What a log may know of an error. Of a failed query: the statement and the database's own words, never the values, which
 * may be digests, hashes or sealed keys; drizzle writes them into its message.
 */
export function serializeError(error: unknown): unknown {
  let current = error
  for (let depth = 0; current instanceof Error && depth < CAUSES_MAX; depth++, current = current.cause) {
    if (!("query" in current && "params" in current)) continue
    const { cause, query } = current
    return { query, cause: cause instanceof Error ? stdSerializers.err(cause) : String(cause) }
  }
  return error instanceof Error ? stdSerializers.err(error) : error
}

/**
 * A logger for one part of one process: JSON lines on stderr, so that stdout stays for people.
 *
 * @param part names the process and the part of it, for instance `controller.instances`.
 */
export function createLogger(part: string): Logger {
  const paths = REDACTED.flatMap((key) => [key, `*.${key}`])
  return pino(
    {
      name: part,
      level: readEnv().CAUDAL_LOG_LEVEL,
      redact: { paths, censor: "[redacted]" },
      base: { pid: process.pid },
      serializers: { err: serializeError },
    },
    pino.destination({ fd: 2, sync: false }),
  )
}
