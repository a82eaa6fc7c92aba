import type { InstanceHandle, InstanceStats } from "../schema.ts"
import { askShim } from "./control-client.ts"

const TIMEOUT_MS = 5000

/** What an instance uses now. See `Compute.stats`. */
export async function readInstanceStats(handle: InstanceHandle): Promise<InstanceStats | null> {
  const reply = await askShim(handle.controlSocket, { op: "ping", nonce: handle.nonce }, TIMEOUT_MS)
  if (reply?.ok !== true) return null
  return {
    memoryBytes: reply.memory_bytes ?? 0,
    rssBytes: reply.rss_bytes ?? 0,
    memoryLimitBytes: reply.memory_limit_bytes ?? null,
    cpuSeconds: reply.cpu_seconds ?? 0,
    processes: reply.processes ?? 0,
  }
}
