import { setTimeout as delay } from "node:timers/promises"

import { AppError } from "#lib/kernel/errors.ts"
import { createLogger } from "#lib/kernel/log.ts"
import { isDatabaseUnavailable } from "#lib/storage/index.ts"

import type { Services } from "./services.ts"

const log = createLogger("studio.streams")

/** What a stream knows of the call that it answers. */
export interface StreamCall {
  readonly request: Request
  readonly services: Pick<Services, "heartbeatMs">
  /** Throws once the caller may not do this any more. */
  readonly reauthorise: () => Promise<void>
}

interface CallerEvents {
  /** With every heartbeat, before the check. */
  readonly onBeat?: () => void
  /** The session, the token or the membership that opened the stream is gone. */
  readonly onRefused: () => void
}

/** Checks the caller of a stream again with every heartbeat, one check at a time, until `signal`. */
export async function watchCaller(
  { services, reauthorise }: StreamCall,
  signal: AbortSignal,
  { onBeat, onRefused }: CallerEvents,
): Promise<void> {
  for (;;) {
    await delay(services.heartbeatMs, undefined, { signal, ref: false }).catch(() => undefined)
    if (signal.aborted) return
    onBeat?.()
    if (!(await mayGoOn(reauthorise))) return onRefused()
  }
}

/** Whether the caller may go on. A database that does not answer says nothing about that, and nothing else either. */
async function mayGoOn(reauthorise: StreamCall["reauthorise"]): Promise<boolean> {
  try {
    await reauthorise()
    return true
  } catch (error) {
    if (isDatabaseUnavailable(error)) return true
    if (!(error instanceof AppError)) log.error({ err: error }, "a stream's caller could not be checked; it is ended")
    return false
  }
}
