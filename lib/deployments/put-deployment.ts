import { resolveCode, resolveModel } from "#lib/assets/index.ts"
import { resolveInstanceType } from "#lib/compute/index.ts"
import { resolveEnvironment } from "#lib/environments/index.ts"
import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"
import { newId } from "#lib/kernel/ids.ts"
import { thisMachine } from "#lib/kernel/machine.ts"
import { GENERATION_KINDS } from "#lib/operations/contract.ts"
import { startOperation, supersedeOperations } from "#lib/operations/index.ts"
import { transaction } from "#lib/storage/index.ts"
import type { Transaction } from "#lib/storage/index.ts"
import { requireLockedEndpoint } from "#lib/traffic/index.ts"
import type { EndpointRow } from "#lib/traffic/index.ts"

import { buildSpec } from "./build-spec.ts"
import { checkDeployment } from "./check-deployment.ts"
import { requirePrecondition, requireRoomForDeployment } from "./deployment-rules.ts"
import { describeChange } from "./describe-change.ts"
import { deploymentErrors } from "./errors.ts"
import { getRevisionRow, insertDeployment, lockDeploymentRow, updateDeployment } from "./queries.ts"
import type { DeploymentRow } from "./queries.ts"
import { requireDeploymentRow } from "./require-deployment.ts"
import { deploymentSpec } from "./schema.ts"
import type { DeploymentSpec, OnlineDeploymentInput } from "./schema.ts"
import { templateHash } from "./template-hash.ts"
import { writeRevision } from "./write-revision.ts"

interface PutOptions {
  /** Refuse to change a deployment that exists. */
  readonly createOnly?: boolean | undefined
  /** Refuse to create one. */
  readonly mustExist?: boolean | undefined
  /** The revision that the caller saw. */
  readonly ifMatch?: number | undefined
  /** Give all traffic of the endpoint to it once it is ready: a part of the same operation. */
  readonly allTraffic?: boolean | undefined
  /** Where uploads are; of this installation by default. */
  readonly home?: Home
}

export interface PutDeploymentResult {
  readonly created: boolean
  readonly operationId: string
}

/**
 * Writes what a deployment is wanted to be, as a new immutable revision; the controller makes it so. A newer change
 * supersedes one that is still in progress.
 *
 * @throws endpoints.not_found, deployments.not_found, deployments.exists, deployments.conflict, deployments.unsupported,
 * deployments.limit, and what resolving its model, code and environment throws
 */
export async function putDeployment(
  ctx: Context,
  input: OnlineDeploymentInput,
  { createOnly = false, mustExist = false, ifMatch, allTraffic = false, home = homeAt() }: PutOptions = {},
): Promise<PutDeploymentResult> {
  authorise(ctx, "deployments/write")
  if (allTraffic) authorise(ctx, "traffic/write")
  checkDeployment(input)
  const { warnings } = resolveInstanceType(input.instance_type, thisMachine())
  return await transaction(ctx.db, async (tx) => {
    const endpoint = await requireLockedEndpoint(tx, ctx.workspaceId, input.endpoint_name)
    const key = { workspaceId: ctx.workspaceId, endpointId: endpoint.id, name: input.name }
    const existing = await lockDeploymentRow(tx, key)
    if (mustExist) requireDeploymentRow(existing, endpoint.name, input.name)
    requirePrecondition(existing, input, { createOnly, ifMatch })
    const spec = await resolveSpec({ ...ctx, db: tx }, input, { warnings, home })
    return existing
      ? await changeDeployment(ctx, tx, { endpoint, existing, spec, allTraffic })
      : await createDeployment(ctx, tx, { endpoint, name: input.name, spec, allTraffic })
  })
}

async function resolveSpec(
  ctx: Context,
  input: OnlineDeploymentInput,
  { warnings, home }: { warnings: readonly string[]; home: Home },
): Promise<DeploymentSpec> {
  const { model, code_configuration: code, environment } = input
  if (!environment)
    throw new AppError(deploymentErrors.unsupported, "A deployment needs an environment.", { target: "environment" })
  const spec = buildSpec(input, {
    model: model ? await resolveModel(ctx, model, home) : null,
    code: code ? await resolveCode(ctx, code.code, home) : null,
    environment: await resolveEnvironment(ctx, environment, home),
  })
  return { ...spec, warnings: [...warnings, ...spec.warnings] }
}

interface NewDeployment {
  readonly endpoint: EndpointRow
  readonly name: string
  readonly spec: DeploymentSpec
  readonly allTraffic: boolean
}

async function createDeployment(ctx: Context, tx: Transaction, { endpoint, name, spec, allTraffic }: NewDeployment) {
  await requireRoomForDeployment(tx, endpoint)
  const now = new Date(ctx.clock.nowMs())
  const id = newId("deployment", now.getTime())
  await insertDeployment(tx, {
    id,
    workspaceId: ctx.workspaceId,
    endpointId: endpoint.id,
    name,
    generation: 1,
    provisioningState: "Creating",
    health: "Unknown",
    createdBy: ctx.caller.name,
    createdAt: now,
    updatedAt: now,
  })
  await writeRevision(ctx, tx, { deploymentId: id, generation: 1, spec })
  const operationId = await startOperation(ctx, tx, {
    kind: "deployment.create",
    targetType: "deployment",
    targetId: id,
    targetName: `${endpoint.name}/${name}`,
    generation: 1,
    ...(allTraffic ? { afterwards: { allTraffic: true } } : {}),
    diff: describeChange(null, spec),
  })
  return { created: true, operationId }
}

interface DeploymentChange {
  readonly endpoint: EndpointRow
  readonly existing: DeploymentRow
  readonly spec: DeploymentSpec
  readonly allTraffic: boolean
}

/**
 * A change is always a new generation, also when nothing differs: applying a failed one again is how it is retried. Equal
 * templates share instances, so an equal one costs nothing.
 */
async function changeDeployment(
  ctx: Context,
  tx: Transaction,
  { endpoint, existing, spec, allTraffic }: DeploymentChange,
) {
  const nowMs = ctx.clock.nowMs()
  const before = await getRevisionRow(tx, existing.id, existing.generation)
  const generation = existing.generation + 1
  const isScaling = before?.templateHash === templateHash(spec) && existing.servingGeneration !== null
  await supersedeOperations(tx, { targetId: existing.id, kinds: GENERATION_KINDS, nowMs })
  await updateDeployment(tx, existing.id, {
    generation,
    provisioningState: isScaling ? "Scaling" : existing.servingGeneration === null ? "Creating" : "Updating",
    updatedAt: new Date(nowMs),
  })
  await writeRevision(ctx, tx, { deploymentId: existing.id, generation, spec })
  const operationId = await startOperation(ctx, tx, {
    kind: "deployment.update",
    targetType: "deployment",
    targetId: existing.id,
    targetName: `${endpoint.name}/${existing.name}`,
    generation,
    ...(allTraffic ? { afterwards: { allTraffic: true } } : {}),
    diff: describeChange(before && deploymentSpec.parse(before.spec), spec),
  })
  return { created: false, operationId }
}
