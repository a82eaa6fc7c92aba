import { deploymentRevisions, deployments, instances } from "#drizzle/schema/index.ts"
import { makeSpec } from "#lib/controller/testing/make-spec.ts"
import type { DeploymentSpec } from "#lib/deployments/contract.ts"
import { newId } from "#lib/kernel/ids.ts"
import type { Db } from "#lib/storage/index.ts"

interface DeploymentToInsert {
  readonly workspaceId: string
  readonly endpointId: string
  readonly name: string
  readonly row?: Partial<typeof deployments.$inferInsert>
  readonly spec?: Partial<DeploymentSpec>
  /** Phases of its instances, one each. */
  readonly phases?: readonly string[]
  /** Sockets of instances that are ready, one each. */
  readonly sockets?: readonly string[]
}

/** Writes a deployment as a controller would have left it, with its revisions and instances. Answers its id. */
export async function insertDeployment(db: Db, wanted: DeploymentToInsert): Promise<string> {
  const { workspaceId, endpointId, name, row = {}, spec = {}, phases = [], sockets = [] } = wanted
  const id = newId("deployment")
  const generation = row.generation ?? 1
  const base = { workspaceId, createdBy: "test" }
  await db.insert(deployments).values({
    ...base,
    id,
    endpointId,
    name,
    generation,
    servingGeneration: generation,
    provisioningState: "Succeeded",
    health: "Healthy",
    ...row,
  })
  await db.insert(deploymentRevisions).values(
    Array.from({ length: generation }, (_unused, index) => ({
      ...base,
      id: newId("revision"),
      deploymentId: id,
      generation: index + 1,
      spec: makeSpec(spec),
      templateHash: "template",
    })),
  )
  const all = [
    ...phases.map((phase) => ({ phase, handle: null })),
    ...sockets.map((socket) => ({ phase: "Ready", handle: { socket } })),
  ]
  for (const one of all) {
    const instance = { id: newId("instance"), workspaceId, deploymentId: id, hostId: "hst_1", generation }
    await db.insert(instances).values({ ...instance, templateHash: "template", ...one })
  }
  return id
}
