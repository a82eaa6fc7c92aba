import { storePath } from "#lib/assets/index.ts"
import { putDeployment } from "#lib/deployments/index.ts"
import { endpointErrors, findFreeName, putEndpoint, requireFreeName } from "#lib/endpoints/index.ts"
import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import type { Home } from "#lib/kernel/home.ts"
import { transaction } from "#lib/storage/index.ts"

import { readDefinitions } from "./read-definitions.ts"
import { requireSample } from "./read-samples.ts"
import type { CreatedSample, SampleInput } from "./schema.ts"

/** Others may take the free name that was found; how often another is looked for. */
const ATTEMPTS_MAX = 5

/**
 * Makes a sample's endpoint with one deployment that gets all the traffic once it answers. Endpoint and deployment come
 * into being together or not at all; the operation is the deployment's.
 *
 * @throws samples.not_found, endpoints.exists, endpoints.name_taken, and what uploading and creating throw
 */
export async function createSample(
  ctx: Context,
  name: string,
  { endpoint_name: wanted }: SampleInput,
  home: Home,
): Promise<CreatedSample> {
  authorise(ctx, "endpoints/write")
  authorise(ctx, "deployments/write")
  authorise(ctx, "traffic/write")
  const { folder, name: base } = await requireSample(name)
  // Before anything is uploaded: a refusal leaves nothing behind.
  if (wanted !== undefined) await requireFreeName(ctx.db, ctx.workspaceId, wanted)
  for (let attempt = 1; ; attempt++) {
    const endpointName = wanted ?? (await findFreeName(ctx.db, base))
    const definitions = await readDefinitions(folder, endpointName, (source) => storePath(ctx, source, home))
    try {
      const operationId = await transaction(ctx.db, async (tx) => {
        // One request, one operation: the deployment's carries the Idempotency-Key.
        const inner = { ...ctx, db: tx, idempotency: undefined }
        await putEndpoint(inner, definitions.endpoint, { createOnly: true })
        const options = { createOnly: true, allTraffic: true, home }
        return (await putDeployment({ ...ctx, db: tx }, definitions.deployment, options)).operationId
      })
      return { endpoint_name: endpointName, operation_id: operationId }
    } catch (error) {
      if (wanted !== undefined || attempt >= ATTEMPTS_MAX || !isNameConflict(error)) throw error
    }
  }
}

function isNameConflict(error: unknown): boolean {
  const codes: readonly string[] = [endpointErrors.exists.code, endpointErrors.nameTaken.code]
  return error instanceof AppError && codes.includes(error.code)
}
