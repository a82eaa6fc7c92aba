import { setTimeout as delay } from "node:timers/promises"

import type { Context } from "#lib/identity/index.ts"

import { getOperation } from "./get-operation.ts"
import type { OperationView } from "./schema.ts"

const POLL_MS_FIRST = 25
const POLL_MS_MAX = 400

/**
 * The operation once it has ended, or as it is after `waitMs`.
 *
 * @param signal ends the wait early, for instance when the client has gone.
 */
export async function waitForOperation(
  ctx: Context,
  id: string,
  waitMs: number,
  signal?: AbortSignal,
): Promise<OperationView> {
  const endMs = ctx.clock.nowMs() + waitMs
  let pollMs = POLL_MS_FIRST
  for (;;) {
    const operation = await getOperation(ctx, id)
    const leftMs = endMs - ctx.clock.nowMs()
    if (operation.status !== "InProgress" || leftMs <= 0 || signal?.aborted) return operation
    await delay(Math.min(pollMs, leftMs), undefined, signal ? { signal } : {}).catch(() => undefined)
    pollMs = Math.min(POLL_MS_MAX, pollMs * 1.5)
  }
}
