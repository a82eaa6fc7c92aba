import { getTreeSize } from "#lib/assets/index.ts"
import { resolveInstanceType } from "#lib/compute/index.ts"
import type { Machine } from "#lib/compute/index.ts"
import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { freeDiskBytes } from "#lib/kernel/free-disk.ts"
import type { Home } from "#lib/kernel/home.ts"
import { getEndpointRow } from "#lib/traffic/index.ts"

import { checkCode } from "./preflight/check-code.ts"
import { checkEnvironment } from "./preflight/check-environment.ts"
import { checkHost } from "./preflight/check-host.ts"
import type { Reserved } from "./preflight/check-host.ts"
import { checkModel } from "./preflight/check-model.ts"
import { checkPlace, checkSupport } from "./preflight/check-place.ts"
import { checkProbes, checkWorkers, workerCount } from "./preflight/check-run.ts"
import { checkSize } from "./preflight/check-size.ts"
import { resolveParts } from "./preflight/resolve-parts.ts"
import type { DeploymentPreflight } from "./preflight-schema.ts"
import { getDeploymentRow, getLongestStartMs, listReservations } from "./queries.ts"
import type { OnlineDeploymentInput } from "./schema.ts"

interface PreflightOptions {
  /** It is meant to be new. */
  readonly createOnly: boolean
  readonly home: Home
  readonly machine: Machine
  readonly isPythonFallbackAllowed: boolean
}

/**
 * What would come of `putDeployment` with this input, without writing anything: its rules, and what only shows later, such
 * as an environment that cannot be built or a script without `run`. Everything is looked at, also after a failure.
 */
export async function preflightDeployment(
  ctx: Context,
  input: OnlineDeploymentInput,
  options: PreflightOptions,
): Promise<DeploymentPreflight> {
  authorise(ctx, "deployments/write")
  const { home, machine } = options
  const endpoint = await getEndpointRow(ctx.db, ctx.workspaceId, input.endpoint_name)
  const key = { workspaceId: ctx.workspaceId, endpointId: endpoint?.id ?? "", name: input.name }
  const existing = endpoint ? await getDeploymentRow(ctx.db, key) : null
  const { model, code, environment } = await resolveParts(ctx, input, home)
  const size = checkSize(input.instance_type, machine)
  const workers = workerCount(input.environment_variables)
  const freeBytes = await freeDiskBytes(home.root)
  const { instance_count: instanceCount, code_configuration } = input
  return {
    checks: [
      ...(await checkPlace(ctx, input, { endpoint, existing, createOnly: options.createOnly })),
      ...(await checkSupport(input)),
      ...checkModel({
        model,
        sizeBytes: model?.found ? await getTreeSize(ctx, model.found.treeDigest) : 0,
        freeBytes,
        type: size.type,
        workers,
      }),
      ...(await checkCode(ctx, { code, scoringScript: code_configuration?.scoring_script ?? "", home })),
      ...(await checkEnvironment({ ...options, environment, freeBytes })),
      ...size.checks,
      ...(size.type
        ? checkHost({
            type: size.type,
            instanceCount,
            machine,
            reserved: await sumReservations(ctx, existing?.id ?? null, machine),
          })
        : []),
      checkProbes(input.readiness_probe, existing ? await getLongestStartMs(ctx.db, existing.id) : null),
      checkWorkers(workers, input.request_settings),
    ],
  }
}

/** What all other deployments of the installation may use of this machine. */
async function sumReservations(ctx: Context, exceptId: string | null, machine: Machine): Promise<Reserved> {
  let memoryMib = 0
  let vcpu = 0
  for (const { instanceType, instanceCount } of await listReservations(ctx.db, exceptId)) {
    try {
      const type = resolveInstanceType(instanceType, machine)
      memoryMib += type.memoryMib * instanceCount
      vcpu += type.vcpu * instanceCount
    } catch (error) {
      // A size that has left the table counts for nothing here.
      if (!(error instanceof AppError)) throw error
    }
  }
  return { memoryMib, vcpu }
}
