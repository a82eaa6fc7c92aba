import { pino } from "pino"
import type { Logger } from "pino"

import { readEnv } from "./env.ts"

export type { Logger } from "pino"

/** Keys whose values never reach a log, wherever they stand. */
const REDACTED = ["authorization", "cookie", "password", "secret", "token", "key", "primaryKey", "secondaryKey"]

/**
 * A logger for one part of one process: JSON lines on stderr, so that stdout stays for people.
 *
 * @param part names the process and the part of it, for instance `controller.instances`.
 */
export function createLogger(part: string): Logger {
  const paths = REDACTED.flatMap((key) => [key, `*.${key}`, `headers.${key}`])
  return pino(
    {
      name: part,
      level: readEnv().CAUDAL_LOG_LEVEL,
      redact: { paths, censor: "[redacted]" },
      base: { pid: process.pid },
    },
    pino.destination({ fd: 2, sync: false }),
  )
}
