import { createLocalCompute } from "#lib/compute/index.ts"
import type { Compute } from "#lib/compute/index.ts"
import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import type { Home } from "#lib/kernel/home.ts"
import { requireEndpoint } from "#lib/traffic/index.ts"

import { readBuildLog } from "./logs/read-build-log.ts"
import { followInstanceLogs, readInstanceLogs } from "./logs/read-instance-logs.ts"
import { getDeploymentRow } from "./queries.ts"
import { requireDeploymentRow } from "./require-deployment.ts"

interface LogRequest {
  /** `inference-server`: the instances; `storage-initializer`: the build of the environment. */
  readonly container: "inference-server" | "storage-initializer"
  /** Only the last so many lines of what is there. */
  readonly tail: number
  /** Only this instance; otherwise all of them, one after the other. */
  readonly instance?: string | undefined
  /** Of the build: which generation's; the wanted one by default. */
  readonly generation?: number | undefined
  /** The instances that have ended instead of those that run. */
  readonly previous?: boolean | undefined
  /** Goes on with new lines until `signal`: see `readBuildLog` and `followInstanceLogs`. */
  readonly follow?: boolean | undefined
  readonly signal?: AbortSignal | undefined
  readonly home: Home
  /** Whose instances they are; this machine's by default. */
  readonly compute?: Pick<Compute, "logs">
}

/**
 * The lines of a deployment's log, without their line ends, each with its time. Nothing is read before the first line is
 * asked for.
 *
 * @throws endpoints.not_found, deployments.not_found; deployments.logs_not_found with the first line
 */
export async function readDeploymentLogs(
  ctx: Context,
  endpointName: string,
  name: string,
  request: LogRequest,
): Promise<AsyncIterable<string>> {
  authorise(ctx, "logs/read")
  const endpoint = await requireEndpoint(ctx.db, ctx.workspaceId, endpointName)
  const key = { workspaceId: ctx.workspaceId, endpointId: endpoint.id, name }
  const row = requireDeploymentRow(await getDeploymentRow(ctx.db, key), endpoint.name, name)
  const { container, follow = false, previous = false, generation = row.generation } = request
  if (container === "storage-initializer") return readBuildLog(ctx, row, { ...request, follow, generation })
  const { compute = createLocalCompute(request.home) } = request
  // What has ended goes on no more.
  return follow && !previous
    ? followInstanceLogs(ctx, row, { ...request, compute, previous })
    : readInstanceLogs(ctx, row, { ...request, compute, previous })
}
