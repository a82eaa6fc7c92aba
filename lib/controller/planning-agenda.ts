import type { ControllerDeps } from "./ports.ts"
import { listDeploymentIds, listDeploymentIdsOf } from "./queries.ts"

export const RESYNC_MS = 5000

/** Which deployments the leader has to look at, and when. */
export interface PlanningAgenda {
  /** Something about a deployment, or about all of an endpoint's, has changed; without an id: anything may have. */
  note(id?: string): void
  /** What was noted since it was last asked. */
  takeChanged(): Promise<readonly string[]>
  /** All that there is to look at now, what was noted first. */
  takeAll(): Promise<ReadonlySet<string>>
  /** Looks at a deployment again at that time without being told, for instance because it has to be ready by then. */
  lookAgain(deploymentId: string, atMs: number | null): void
  /** How long nothing is to be done if nobody tells. */
  untilNextMs(): number
}

/** Events name the deployments to look at; every five seconds all are, so that a lost event costs seconds, not truth. */
export function createPlanningAgenda({ db, clock }: Pick<ControllerDeps, "db" | "clock">): PlanningAgenda {
  const changed = new Set<string>()
  const due = new Map<string, number>()
  // By a clock that nobody can set: the time of day may jump.
  let nextResyncMs = 0

  async function takeChanged(): Promise<string[]> {
    const names = [...changed]
    changed.clear()
    return (await Promise.all(names.map((name) => listDeploymentIdsOf(db, name)))).flat()
  }

  return {
    note(id) {
      if (id === undefined) nextResyncMs = 0
      else changed.add(id)
    },
    takeChanged,
    async takeAll() {
      const first = await takeChanged()
      if (performance.now() >= nextResyncMs) {
        nextResyncMs = performance.now() + RESYNC_MS
        due.clear()
        return new Set([...first, ...(await listDeploymentIds(db))])
      }
      const nowMs = clock.nowMs()
      return new Set([...first, ...[...due].flatMap(([id, atMs]) => (atMs <= nowMs ? [id] : []))])
    },
    lookAgain(deploymentId, atMs) {
      if (atMs === null) due.delete(deploymentId)
      else due.set(deploymentId, atMs)
    },
    untilNextMs: () => Math.min(nextResyncMs - performance.now(), Math.min(...due.values()) - clock.nowMs()),
  }
}
