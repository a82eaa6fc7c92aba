import { createReadStream } from "node:fs"
import { createInterface } from "node:readline"

import { createLocalCompute, instanceHandleSchema } from "#lib/compute/index.ts"
import type { InstanceHandle, LogLine } from "#lib/compute/index.ts"
import { buildLogFile } from "#lib/environments/index.ts"
import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { homeAt } from "#lib/kernel/home.ts"
import { requireEndpoint } from "#lib/traffic/index.ts"

import { deploymentErrors } from "./errors.ts"
import { getDeploymentRow, getRevisionRow, listInstanceRows } from "./queries.ts"
import type { DeploymentRow } from "./queries.ts"
import { requireDeploymentRow } from "./require-deployment.ts"

/** Lines that Azure's clients ask for by default. */
export const LOG_LINES_DEFAULT = 5000

export interface LogRequest {
  /** `inference-server`: the instances; `storage-initializer`: the build of the environment. */
  readonly container: "inference-server" | "storage-initializer"
  /** Only the last so many lines. */
  readonly tail: number
  /** Only this instance; otherwise all of them, one after the other. */
  readonly instance?: string | undefined
  /** The instances that have ended instead of those that run. */
  readonly previous?: boolean | undefined
  /** Goes on with new lines until `signal`. Of one instance: the newest if none is named. */
  readonly follow?: boolean | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * The lines of a deployment's log, without their line ends. Nothing is read before the first line is asked for.
 *
 * @throws endpoints.not_found, deployments.not_found, deployments.logs_not_found
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
  return request.container === "storage-initializer"
    ? await readBuildLog(ctx, row, request)
    : await readInstances(ctx, row, request)
}

async function readBuildLog(ctx: Context, row: DeploymentRow, { tail }: LogRequest): Promise<AsyncIterable<string>> {
  const revision = await getRevisionRow(ctx.db, row.id, row.generation)
  if (!revision?.environmentHash) {
    throw new AppError(deploymentErrors.logsNotFound, `The environment of "${row.name}" has not been built yet.`)
  }
  return lastLines(
    createInterface({ input: createReadStream(buildLogFile(homeAt().logs, revision.environmentHash)) }),
    tail,
  )
}

async function readInstances(ctx: Context, row: DeploymentRow, request: LogRequest): Promise<AsyncIterable<string>> {
  const rows = await listInstanceRows(ctx.db, ctx.workspaceId, row.id)
  const live = rows.filter(({ phase }) => (phase === "Stopped") === (request.previous === true))
  // A deployment whose instances have all ended is asked about because of how they ended.
  const candidates =
    request.instance === undefined ? (live.length > 0 ? live : rows) : rows.filter(({ id }) => id === request.instance)
  const handles = candidates.flatMap(({ id, handle }) => {
    const parsed = instanceHandleSchema.safeParse(handle)
    return parsed.success ? [{ id, handle: parsed.data }] : []
  })
  if (handles.length === 0) {
    const what =
      request.instance === undefined
        ? `"${row.name}" has no instance with logs yet.`
        : `There are no logs of the instance "${request.instance}".`
    throw new AppError(deploymentErrors.logsNotFound, what, { target: request.instance ?? row.name })
  }
  const chosen = request.follow ? handles.slice(0, 1) : handles.toReversed()
  return readAll(chosen, request)
}

async function* readAll(
  chosen: ReadonlyArray<{ id: string; handle: InstanceHandle }>,
  { tail, follow = false, signal }: LogRequest,
): AsyncGenerator<string> {
  const compute = createLocalCompute(homeAt())
  for (const { id, handle } of chosen) {
    if (chosen.length > 1) yield `Instance ${id}`
    for await (const line of compute.logs(handle, { tail, follow, ...(signal ? { signal } : {}) }))
      yield formatLine(line)
  }
}

function formatLine({ at, text }: LogLine): string {
  return `${at} ${text}`
}

async function* lastLines(lines: AsyncIterable<string>, count: number): AsyncGenerator<string> {
  const kept: string[] = []
  try {
    for await (const line of lines) {
      kept.push(line)
      if (kept.length > count) kept.shift()
    }
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error
  }
  yield* kept
}
