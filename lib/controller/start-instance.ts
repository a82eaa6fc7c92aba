import { materialiseTree } from "#lib/assets/index.ts"
import type { InstanceHandle } from "#lib/compute/index.ts"
import { deploymentSpec } from "#lib/deployments/contract.ts"
import { assert } from "#lib/kernel/assert.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { thisMachine } from "#lib/kernel/machine.ts"
import { isDatabaseUnavailable, notify, transaction } from "#lib/storage/index.ts"
import type { Transaction } from "#lib/storage/index.ts"

import { buildInstanceSpec } from "./build-instance-spec.ts"
import { findEnvironment } from "./find-environment.ts"
import type { ControllerDeps } from "./ports.ts"
import { getDeployment, getEndpoint, getInstance, listRevisions, updateInstance } from "./queries.ts"
import type { InstanceRow } from "./queries.ts"
import { recordEnd } from "./record-end.ts"

/** How soon an instance whose environment is not there looks again. */
const ENVIRONMENT_WAIT_MS = 1000

/**
 * Starts an instance that is still Pending. May be killed at any point: the row stays Pending until the handle is written,
 * and the driver gives the handle of one that already runs instead of starting a second.
 *
 * @param seen the row as the caller's round read it; it may have moved on since.
 */
export async function startInstance(deps: ControllerDeps, seen: InstanceRow): Promise<void> {
  const row = await getInstance(deps.db, seen.id)
  if (row?.phase !== "Pending") return
  const environmentPath = await findEnvironment(deps, row)
  if (environmentPath === null) {
    const startAfter = new Date(deps.clock.nowMs() + ENVIRONMENT_WAIT_MS)
    await updateInstance(deps.db, row.id, ["Pending"], { startAfter })
    return
  }
  try {
    const beganMs = deps.clock.nowMs()
    const handle = await start(deps, row, environmentPath)
    const spawnedMs = deps.clock.nowMs()
    const phasesMs = { plan: beganMs - row.createdAt.getTime(), spawn: spawnedMs - beganMs }
    const isWanted = await transaction(deps.db, async (tx) => {
      const started = { phase: "Starting", handle, startedAt: new Date(spawnedMs), phasesMs }
      const moved = await updateInstance(tx, row.id, ["Pending"], started)
      await notify(tx, "desired", row.deploymentId)
      return moved !== null || (await isInUse(tx, row.id))
    })
    if (!isWanted) await deps.compute.remove(handle)
  } catch (error) {
    // Nothing of that is the instance's fault: it is still Pending and is tried again.
    if (isDatabaseUnavailable(error)) throw error
    deps.log.warn({ err: error, instance: row.id }, "The instance could not be started")
    const message =
      error instanceof AppError
        ? error.message
        : "The host could not start the instance; its controller's log says why."
    await recordEnd(deps, row, {
      code: null,
      signal: null,
      oom: false,
      phase: "start",
      error: null,
      startError: message,
      log: [],
    })
  }
}

/** Whether somebody else has written the same process's start: then it is not ours to remove. */
async function isInUse(tx: Transaction, id: string): Promise<boolean> {
  const now = await getInstance(tx, id)
  return now !== null && now.phase !== "Stopped"
}

async function start(deps: ControllerDeps, row: InstanceRow, environmentPath: string): Promise<InstanceHandle> {
  const deployment = await getDeployment(deps.db, row.deploymentId)
  assert(deployment, "an instance has a deployment")
  const endpoint = await getEndpoint(deps.db, deployment.endpointId)
  const [revision] = await listRevisions(deps.db, deployment.id, [row.generation])
  assert(endpoint && revision, "a deployment has an endpoint and its revisions")
  const spec = deploymentSpec.parse(revision.spec)
  return await deps.compute.start(
    buildInstanceSpec({
      instanceId: row.id,
      revisionId: revision.id,
      generation: row.generation,
      endpointName: endpoint.name,
      deploymentName: deployment.name,
      spec,
      environmentPath,
      modelFolder: spec.model && (await materialiseTree(deps.home, spec.model.treeDigest)),
      codeFolder: spec.code && (await materialiseTree(deps.home, spec.code.treeDigest)),
      machine: thisMachine(),
    }),
  )
}
