import { judgeHealth } from "./health-view.ts"
import type { HealthView } from "./health-view.ts"

// The studio's server and Next's bundle of the pages are two worlds in one process; this is what they share.
const KEY = Symbol.for("caudal.health")
const shared: typeof globalThis & { [KEY]?: () => Promise<HealthView> } = globalThis

/** Gives the pages of this process their view of the processes. */
export function shareHealth(read: () => Promise<HealthView>): void {
  shared[KEY] = read
}

/** Which processes are up, for a page. */
export async function readSharedHealth(): Promise<HealthView> {
  return await (shared[KEY]?.() ?? judgeHealth(null))
}
