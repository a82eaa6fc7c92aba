import { setTimeout as delay } from "node:timers/promises"

import type { InstanceHandle } from "../schema.ts"
import { openConversation } from "./control-client.ts"
import { killSurvivors } from "./kill-survivors.ts"
import { readBootId, readProcess, signalQuietly } from "./process-identity.ts"
import { waitWhileStarting } from "./wait-while-starting.ts"

const REPLY_TIMEOUT_MS = 5000
/** After the grace the shim itself kills; this is how long it may take to say goodbye. */
const GOODBYE_MS = 10_000
const POLL_MS = 20
const GONE_POLLS_MAX = 500

/** Ends an instance. See `Compute.stop`. One that is just being started is ended once it is there. */
export async function stopInstance(given: InstanceHandle, graceS: number): Promise<void> {
  const grace = Math.min(3600, Math.max(0, graceS))
  const handle = given.pid === 0 ? ((await waitWhileStarting(given))?.handle ?? given) : given
  if (await isShimAlive(handle)) {
    await askToStop(handle, grace)
    // Still there: it hangs, or is stopped. What it keeps dies with it.
    if (await isShimAlive(handle)) signalQuietly(handle.pid, "SIGKILL")
    for (let polls = 0; polls < GONE_POLLS_MAX && (await isShimAlive(handle)); polls++) await delay(POLL_MS)
  }
  await killSurvivors(handle)
}

/** Whether the very process that the handle names still lives. */
async function isShimAlive(handle: InstanceHandle): Promise<boolean> {
  if (handle.bootId !== (await readBootId())) return false
  const shim = await readProcess(handle.pid)
  return shim?.startTime === handle.startTime
}

async function askToStop(handle: InstanceHandle, graceS: number): Promise<void> {
  using conversation = await openConversation(handle.controlSocket)
  if (conversation === null) return
  const reply = await conversation.ask({ op: "stop", nonce: handle.nonce, grace_s: graceS }, REPLY_TIMEOUT_MS)
  if (reply?.ok !== true) return
  const abort = new AbortController()
  const timeout = delay(graceS * 1000 + GOODBYE_MS, undefined, { signal: abort.signal }).catch(() => undefined)
  await Promise.race([conversation.ended, timeout])
  abort.abort()
}
