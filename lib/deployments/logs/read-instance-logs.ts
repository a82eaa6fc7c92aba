import { instanceHandleSchema } from "#lib/compute/index.ts"
import type { Compute, InstanceHandle, LogLine } from "#lib/compute/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"

import { deploymentErrors } from "../errors.ts"
import { getDeploymentRowById, listInstanceRows } from "../queries.ts"
import type { DeploymentRow, InstanceRow } from "../queries.ts"
import { waitALittle } from "./wait-a-little.ts"

interface InstanceLogRequest {
  readonly compute: Pick<Compute, "logs">
  readonly tail: number
  /** Only this instance. */
  readonly instance?: string | undefined
  /** Those that have ended instead of those that run. */
  readonly previous: boolean
  readonly signal?: AbortSignal | undefined
}

/** An instance whose output is kept. */
interface Source {
  readonly row: InstanceRow
  readonly handle: InstanceHandle
}

function sourcesOf(rows: readonly InstanceRow[]): Source[] {
  return rows.flatMap((row) => {
    const parsed = instanceHandleSchema.safeParse(row.handle)
    return parsed.success ? [{ row, handle: parsed.data }] : []
  })
}

/** Every line keeps its leading time, that which says whose lines follow too. */
const formatLine = ({ at, text }: LogLine): string => `${at} ${text}`
const headline = ({ row }: Source): string =>
  `${(row.startedAt ?? row.createdAt).toISOString()} Instance ${row.id}, generation ${row.generation}`

function notFound(deployment: DeploymentRow, instance: string | undefined): AppError {
  const message =
    instance === undefined
      ? `"${deployment.name}" has no instance with logs yet.`
      : `There are no logs of the instance "${instance}".`
  return new AppError(deploymentErrors.logsNotFound, message, { target: instance ?? deployment.name })
}

/**
 * What instances have written until now, one after the other, oldest first.
 *
 * @throws deployments.logs_not_found
 */
export async function* readInstanceLogs(
  ctx: Context,
  deployment: DeploymentRow,
  { compute, tail, instance, previous, signal }: InstanceLogRequest,
): AsyncGenerator<string> {
  const rows = await listInstanceRows(ctx.db, ctx.workspaceId, deployment.id)
  const wanted = rows.filter(({ phase }) => (phase === "Stopped") === previous)
  // A deployment whose instances have all ended is asked about because of how they ended.
  const candidates =
    instance === undefined ? (wanted.length > 0 ? wanted : rows) : rows.filter(({ id }) => id === instance)
  const sources = sourcesOf(candidates).toReversed()
  if (sources.length === 0) throw notFound(deployment, instance)
  for (const source of sources) {
    if (sources.length > 1) yield headline(source)
    for await (const line of compute.logs(source.handle, { tail, ...(signal ? { signal } : {}) }))
      yield formatLine(line)
  }
}

/**
 * What one instance writes, as it writes it: a named one, else the newest and after it each that takes its place, until
 * `signal`. Waits for the first one. Ends by itself only when no further one will come: the named one has ended, or the
 * deployment has failed for good or is gone.
 *
 * @throws deployments.logs_not_found
 */
export async function* followInstanceLogs(
  ctx: Context,
  deployment: DeploymentRow,
  request: InstanceLogRequest,
): AsyncGenerator<string> {
  const { compute, tail, instance, signal } = request
  let last: string | null = null
  while (!signal?.aborted) {
    // Asked before looking: an instance that came before the deployment failed is then surely seen.
    const isOver = await hasNoFuture(ctx, deployment)
    const source = await findNext(ctx, deployment, { last, instance })
    if (source !== null) {
      last = source.row.id
      if (instance === undefined) yield headline(source)
      const options = { tail, follow: true, ...(signal ? { signal } : {}) }
      for await (const line of compute.logs(source.handle, options)) yield formatLine(line)
      if (instance !== undefined) return
      continue
    }
    if (isOver || (instance !== undefined && !(await isExpected(ctx, deployment, instance)))) {
      if (last === null) throw notFound(deployment, instance)
      return
    }
    await waitALittle(signal)
  }
}

/** The named instance; else the newest that lives, or has ended if none does; after one, the next younger. */
async function findNext(
  ctx: Context,
  deployment: DeploymentRow,
  { last, instance }: { last: string | null; instance: string | undefined },
): Promise<Source | null> {
  const newestFirst = sourcesOf(await listInstanceRows(ctx.db, ctx.workspaceId, deployment.id))
  if (instance !== undefined) return newestFirst.find(({ row }) => row.id === instance) ?? null
  if (last === null) return newestFirst.find(({ row }) => row.phase !== "Stopped") ?? newestFirst[0] ?? null
  return newestFirst.findLast(({ row }) => row.id > last) ?? null
}

/** Whether a named instance is there and only has not been started yet. */
async function isExpected(ctx: Context, deployment: DeploymentRow, instance: string): Promise<boolean> {
  const rows = await listInstanceRows(ctx.db, ctx.workspaceId, deployment.id)
  return rows.some(({ id, phase }) => id === instance && phase !== "Stopped")
}

/** Whether no instance will come by itself any more: a person has to change something first. */
async function hasNoFuture(ctx: Context, { id, workspaceId }: DeploymentRow): Promise<boolean> {
  const row = await getDeploymentRowById(ctx.db, workspaceId, id)
  if (!row || row.deletedAt !== null) return true
  return row.servingGeneration === null && row.failedGeneration === row.generation
}
