import { setTimeout as delay } from "node:timers/promises"

/** How late something that a reader waits for may be noticed. */
const POLL_MS = 200

/** A pause between two looks. Ends at once with `signal`, without an error. */
export async function waitALittle(signal: AbortSignal | undefined): Promise<void> {
  await delay(POLL_MS, undefined, signal ? { signal } : {}).catch(() => undefined)
}
