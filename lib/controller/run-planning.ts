import { AppError } from "#lib/kernel/errors.ts"
import { acquireLeadership, storageErrors } from "#lib/storage/index.ts"
import type { Leadership } from "#lib/storage/index.ts"

import type { ControllerDeps } from "./ports.ts"
import { listDeploymentIds, listDeploymentIdsOf } from "./queries.ts"
import { LEADERSHIP, reconcileDeployment } from "./reconcile-deployment.ts"
import { runLoop } from "./run-loop.ts"

const RESYNC_MS = 5000
/** How late a deadline may be noticed. */
const LOOK_AGAIN_MIN_MS = 10
/** A deployment that could not be planned is tried again after this long. */
const FAILURE_PAUSE_MS = 1000

/** The leader's loop. */
export interface Planning {
  /** Something about a deployment, or about all of an endpoint's, has changed; without an id: anything may have. */
  wake(id?: string): void
  readonly ended: Promise<void>
}

/**
 * Plans for as long as this controller leads. Events name the deployments to look at; every five seconds all are looked at,
 * so that a lost event costs seconds, not truth.
 */
export function runPlanning(deps: ControllerDeps, leadershipUrl: string, signal: AbortSignal): Planning {
  const changed = new Set<string>()
  /** Deployments to look at again without being told, and when: for instance one that has to be ready by then. */
  const due = new Map<string, number>()
  let leadership: Leadership | null = null
  let leadsSinceMs = 0
  let nextResyncMs = 0

  async function takeIds(): Promise<string[]> {
    const nowMs = deps.clock.nowMs()
    const names = [...changed]
    changed.clear()
    if (nowMs >= nextResyncMs) {
      nextResyncMs = nowMs + RESYNC_MS
      due.clear()
      return await listDeploymentIds(deps.db)
    }
    const ids = await Promise.all(names.map((name) => listDeploymentIdsOf(deps.db, name)))
    const late = [...due].flatMap(([id, atMs]) => (atMs <= nowMs ? [id] : []))
    return [...new Set([...ids.flat(), ...late])]
  }

  async function planAll(own: Leadership): Promise<number | null> {
    const { epoch } = own
    for (const deploymentId of await takeIds()) {
      if (signal.aborted) return null
      due.delete(deploymentId)
      try {
        const atMs = await reconcileDeployment(deps, { deploymentId, epoch, leadsSinceMs })
        if (atMs !== null) due.set(deploymentId, atMs)
      } catch (error) {
        if (error instanceof AppError && error.code === storageErrors.leadershipLost.code) {
          deps.log.warn({ epoch }, "Another controller leads now")
          await own.release()
          return null
        }
        // One deployment that cannot be planned must not hold up the others.
        deps.log.error({ err: error, deployment: deploymentId }, "A deployment could not be planned")
        due.set(deploymentId, deps.clock.nowMs() + FAILURE_PAUSE_MS)
      }
    }
    return Math.max(LOOK_AGAIN_MIN_MS, Math.min(nextResyncMs, ...due.values()) - deps.clock.nowMs())
  }

  const loop = runLoop({
    name: "planning",
    intervalMs: RESYNC_MS,
    signal,
    log: deps.log,
    round: async () => {
      if (!leadership) {
        const gained = await acquireLeadership(leadershipUrl, LEADERSHIP, { signal })
        leadership = gained
        leadsSinceMs = deps.clock.nowMs()
        nextResyncMs = 0
        void gained.lost.then(() => {
          leadership = null
          loop.wake()
        })
      }
      return await planAll(leadership)
    },
  })

  return {
    wake(id) {
      if (id === undefined) nextResyncMs = 0
      else changed.add(id)
      loop.wake()
    },
    ended: loop.ended.then(async () => {
      await leadership?.release()
    }),
  }
}
