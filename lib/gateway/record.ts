import type { CounterRow } from "./ports.ts"

/** Stands for a caller that went away before it got an answer; no answer carries it. */
export const CALLER_GONE = 499

interface DeploymentCounts {
  readonly endpointId: string
  readonly deploymentId: string
  readonly codes: Map<number, number>
  readonly changed: Set<number>
}

/**
 * Counts answers per deployment and code, in memory, absolute since the gateway started. Bounded by the deployments there
 * are: what was taken and belongs to no deployment any more is forgotten.
 */
export class Recorder {
  readonly #counts = new Map<string, DeploymentCounts>()

  count(endpointId: string, deploymentId: string, code: number): void {
    let counts = this.#counts.get(deploymentId)
    if (counts === undefined) {
      counts = { endpointId, deploymentId, codes: new Map(), changed: new Set() }
      this.#counts.set(deploymentId, counts)
    }
    counts.codes.set(code, (counts.codes.get(code) ?? 0) + 1)
    counts.changed.add(code)
  }

  /** Everything counted so far. */
  snapshot(): CounterRow[] {
    return [...this.#counts.values()].flatMap((counts) => rowsOf(counts, counts.codes.keys()))
  }

  /** What changed since the last call that `settle` confirmed. */
  pending(): CounterRow[] {
    return [...this.#counts.values()].flatMap((counts) => rowsOf(counts, counts.changed))
  }

  /**
   * Says that `rows` were stored; what changed meanwhile stays pending.
   *
   * @param isKnown whether a deployment is still in the routing table; the others are forgotten once stored.
   */
  settle(rows: readonly CounterRow[], isKnown: (deploymentId: string) => boolean): void {
    for (const { deploymentId, code, count } of rows) {
      const counts = this.#counts.get(deploymentId)
      if (counts?.codes.get(code) === count) counts.changed.delete(code)
    }
    for (const [deploymentId, counts] of this.#counts) {
      if (counts.changed.size === 0 && !isKnown(deploymentId)) this.#counts.delete(deploymentId)
    }
  }
}

function rowsOf({ endpointId, deploymentId, codes }: DeploymentCounts, which: Iterable<number>): CounterRow[] {
  return [...which].map((code) => ({ endpointId, deploymentId, code, count: codes.get(code) ?? 0 }))
}
