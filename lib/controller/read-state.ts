import { z } from "zod"

import { deploymentSpec, INSTANCE_PHASES, instanceEnd } from "#lib/deployments/contract.ts"
import type { DeploymentState, PlannedGeneration, PlannedInstance } from "#lib/deployments/index.ts"
import type { Db } from "#lib/storage/index.ts"

import { isFatalEnd } from "./instance-end.ts"
import { listBuilds, listInstances, listRevisions } from "./queries.ts"
import type { BuildRow, DeploymentRow, InstanceRow, RevisionRow } from "./queries.ts"

const phaseSchema = z.enum(INSTANCE_PHASES)

/**
 * Everything that the plan of a deployment is made from, read in one transaction.
 *
 * @param watchedSinceMs since when somebody could notice that an instance is ready.
 */
export async function readState(
  tx: Db,
  row: DeploymentRow,
  { hostId, watchedSinceMs }: { hostId: string; watchedSinceMs: number },
): Promise<{ state: DeploymentState; instances: InstanceRow[] } | null> {
  const generations = [row.generation, ...(row.servingGeneration === null ? [] : [row.servingGeneration])]
  const revisions = await listRevisions(tx, row.id, generations)
  const hashes = revisions.flatMap(({ environmentHash }) => (environmentHash === null ? [] : [environmentHash]))
  const builds = await listBuilds(tx, hostId, hashes)
  const instances = await listInstances(tx, row.id)
  const find = (generation: number | null) => {
    const revision = revisions.find((one) => one.generation === generation)
    return revision ? toGeneration(revision, builds) : null
  }
  const desired = find(row.generation)
  if (!desired) return null
  const state = {
    isDeleted: row.deletedAt !== null,
    desired,
    serving: find(row.servingGeneration),
    failedGeneration: row.failedGeneration,
    instances: instances.map((instance) => toPlannedInstance(instance, watchedSinceMs)),
  }
  return { state, instances }
}

function toGeneration(revision: RevisionRow, builds: readonly BuildRow[]): PlannedGeneration {
  const spec = deploymentSpec.parse(revision.spec)
  return {
    generation: revision.generation,
    templateHash: revision.templateHash,
    instanceCount: spec.instanceCount,
    readinessProbe: spec.readinessProbe,
    livenessProbe: spec.livenessProbe,
    environment: environmentOf(revision, builds),
  }
}

function environmentOf(revision: RevisionRow, builds: readonly BuildRow[]): PlannedGeneration["environment"] {
  if (revision.environmentError !== null) return "failed"
  const build = builds.find(({ hash }) => hash === revision.environmentHash)
  if (!build) return "missing"
  return build.status === "ready" ? "ready" : "building"
}

function toPlannedInstance(row: InstanceRow, watchedSinceMs: number): PlannedInstance {
  const end = instanceEnd.safeParse(row.lastExit)
  const startedAtMs = row.startedAt?.getTime() ?? null
  // The time in which nobody could notice does not count against an instance: it may have been ready all along.
  const watched = (sinceMs: number | null) => (sinceMs === null ? null : Math.max(sinceMs, watchedSinceMs))
  return {
    id: row.id,
    generation: row.generation,
    templateHash: row.templateHash,
    phase: phaseSchema.parse(row.phase),
    startedAtMs: row.phase === "Starting" ? watched(startedAtMs) : startedAtMs,
    readyAtMs: row.readyAt?.getTime() ?? null,
    // Becoming unready is the last change of the row.
    unreadySinceMs: row.phase === "Unready" ? watched(row.updatedAt.getTime()) : null,
    endedAtMs: (row.drainingSince ?? row.stoppedAt)?.getTime() ?? null,
    reason: row.reason,
    isFatal: end.success && isFatalEnd(end.data),
  }
}
