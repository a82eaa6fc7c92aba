import { AppError } from "#lib/kernel/errors.ts"
import { acquireLeadership, storageErrors } from "#lib/storage/index.ts"
import type { Leadership } from "#lib/storage/index.ts"

import { createPlanningAgenda, RESYNC_MS } from "./planning-agenda.ts"
import type { ControllerDeps } from "./ports.ts"
import { LEADERSHIP, reconcileDeployment } from "./reconcile-deployment.ts"
import { runLoop } from "./run-loop.ts"

/** How late a deadline may be noticed. */
const LOOK_AGAIN_MIN_MS = 10
/** A deployment that could not be planned is tried again after this long. */
const FAILURE_PAUSE_MS = 1000
/** Two looks are at most a resync apart; when it was much longer, nobody could look. */
const GAP_MS = 2 * RESYNC_MS

/** The leader's loop. */
export interface Planning {
  /** Something about a deployment, or about all of an endpoint's, has changed; without an id: anything may have. */
  wake(id?: string): void
  readonly ended: Promise<void>
}

/** Plans for as long as this controller leads. What an event names does not wait until all others are looked at. */
export function runPlanning(deps: ControllerDeps, leadershipUrl: string, signal: AbortSignal): Planning {
  const agenda = createPlanningAgenda(deps)
  let leadership: Leadership | null = null
  let watchedSinceMs = 0
  let lookedAtMs = 0

  /** While the machine slept, or no database was there, nobody could notice that an instance was ready. */
  function noticeGap(): void {
    const nowMs = deps.clock.nowMs()
    if (nowMs - lookedAtMs > GAP_MS) watchedSinceMs = nowMs
    lookedAtMs = nowMs
  }

  async function planOne(deploymentId: string, epoch: number): Promise<void> {
    noticeGap()
    try {
      agenda.lookAgain(deploymentId, await reconcileDeployment(deps, { deploymentId, epoch, watchedSinceMs }))
    } catch (error) {
      if (hasLostLeadership(error)) throw error
      // One deployment that cannot be planned must not hold up the others.
      deps.log.error({ err: error, deployment: deploymentId }, "A deployment could not be planned")
      agenda.lookAgain(deploymentId, deps.clock.nowMs() + FAILURE_PAUSE_MS)
    }
  }

  async function planAll(own: Leadership): Promise<number | null> {
    try {
      for (const deploymentId of await agenda.takeAll()) {
        for (const id of [...(await agenda.takeChanged()), deploymentId]) {
          if (signal.aborted) return null
          await planOne(id, own.epoch)
        }
      }
    } catch (error) {
      if (!hasLostLeadership(error)) throw error
      deps.log.warn({ epoch: own.epoch }, "Another controller leads now")
      await own.release()
      return null
    }
    return Math.max(LOOK_AGAIN_MIN_MS, agenda.untilNextMs())
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
        // A new leader's first look follows a gap: nobody knows how long nobody looked.
        lookedAtMs = 0
        agenda.note()
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
      agenda.note(id)
      loop.wake()
    },
    ended: loop.ended.then(async () => {
      await leadership?.release()
    }),
  }
}

function hasLostLeadership(error: unknown): boolean {
  return error instanceof AppError && error.code === storageErrors.leadershipLost.code
}
