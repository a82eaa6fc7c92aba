import { definitionOf } from "./definition-of.ts"
import type { DeploymentRow, InstanceRow, RevisionRow } from "./queries.ts"
import { deploymentSpec, instanceEnd, onlineDeploymentView } from "./schema.ts"
import type { OnlineDeploymentView } from "./schema.ts"

interface ViewSource {
  readonly endpointName: string
  readonly row: DeploymentRow
  readonly revision: RevisionRow
  readonly instances: readonly InstanceRow[]
}

/** A deployment as the API answers it: its desired state in the file's own keys, then what was observed. */
export function toDeploymentView({ endpointName, row, revision, instances }: ViewSource): OnlineDeploymentView {
  const spec = deploymentSpec.parse(revision.spec)
  return onlineDeploymentView.parse({
    id: row.id,
    name: row.name,
    endpoint_name: endpointName,
    ...definitionOf(spec),
    provisioning_state: row.provisioningState,
    health: row.health,
    generation: row.generation,
    serving_generation: row.servingGeneration,
    failed_generation: row.failedGeneration,
    failure: row.failedGeneration === row.generation ? row.failure : null,
    conditions: row.conditions,
    warnings: [...spec.warnings, ...revision.environmentWarnings],
    instances: instances.map(toInstanceView),
    revision: row.revision,
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  })
}

export function toInstanceView(row: InstanceRow) {
  return {
    id: row.id,
    generation: row.generation,
    phase: row.phase,
    restarts: row.restarts,
    started_at: row.startedAt?.toISOString() ?? null,
    ready_at: row.readyAt?.toISOString() ?? null,
    phases_ms: row.phasesMs,
    last_exit: row.lastExit === null ? null : instanceEnd.parse(row.lastExit),
    conditions: row.conditions,
  }
}
