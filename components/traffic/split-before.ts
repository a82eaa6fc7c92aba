import type { TrafficRevisionView } from "#lib/traffic/contract.ts"
import { isSameSplit } from "#lib/traffic/contract.ts"

/** The split before the one in force: that of the newest revision which is not the same split applied again. Newest first. */
export function splitBefore(revisions: readonly TrafficRevisionView[]): TrafficRevisionView | undefined {
  const now = revisions[0]?.traffic ?? {}
  return revisions.find(({ traffic }) => !isSameSplit(Object.keys({ ...traffic, ...now }), traffic, now))
}
