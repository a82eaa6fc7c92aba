import { z } from "zod"

import { buildLogFile } from "#lib/environments/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import type { Home } from "#lib/kernel/home.ts"

import { deploymentErrors } from "../errors.ts"
import { getDeploymentRowById, getRevisionRow, hasRunningBuild } from "../queries.ts"
import type { DeploymentRow, RevisionRow } from "../queries.ts"
import { followFile } from "./follow-file.ts"
import { waitALittle } from "./wait-a-little.ts"

interface BuildLogRequest {
  readonly home: Home
  readonly tail: number
  /** The wanted one by default. */
  readonly generation: number
  readonly follow: boolean
  readonly signal?: AbortSignal | undefined
}

const environmentError = z.object({ message: z.string() })

/**
 * The log of the build of one generation's environment. Followed, it is read while it is written: from before there is a
 * file until the build has ended.
 *
 * @throws deployments.logs_not_found when nothing was built, and with `follow` nothing will be.
 */
export async function* readBuildLog(
  ctx: Context,
  deployment: DeploymentRow,
  request: BuildLogRequest,
): AsyncGenerator<string> {
  const { home, tail, generation, follow, signal } = request
  let revision = await requireRevision(ctx, deployment, generation)
  while (follow && !hasBegun(revision) && !signal?.aborted && (await isWanted(ctx, deployment, generation))) {
    await waitALittle(signal)
    revision = await requireRevision(ctx, deployment, generation)
  }
  if (revision.environmentHash !== null) {
    const hash = revision.environmentHash
    const isOver = async () =>
      !follow ||
      !((await isWanted(ctx, deployment, generation)) && (await isBuilding(ctx, deployment.id, generation, hash)))
    yield* followFile(buildLogFile(home.logs, hash), { tail, isOver, signal })
    return
  }
  // What cannot even be begun has no log of its own; the reason is all there is to say.
  const refusal = environmentError.safeParse(revision.environmentError)
  if (refusal.success) {
    yield `${revision.createdAt.toISOString()} error: ${refusal.data.message}`
    return
  }
  if (signal?.aborted) return
  throw notFound(`The environment of "${deployment.name}" has not been built yet.`)
}

const notFound = (message: string) => new AppError(deploymentErrors.logsNotFound, message)

async function requireRevision(ctx: Context, { id, name }: DeploymentRow, generation: number): Promise<RevisionRow> {
  const revision = await getRevisionRow(ctx.db, id, generation)
  if (revision) return revision
  throw notFound(`"${name}" has no generation ${generation}.`)
}

const hasBegun = ({ environmentHash, environmentError: refused }: RevisionRow): boolean =>
  environmentHash !== null || refused !== null

/** Whether somebody still has a reason to build this generation. */
async function isWanted(ctx: Context, { id, workspaceId }: DeploymentRow, generation: number): Promise<boolean> {
  const row = await getDeploymentRowById(ctx.db, workspaceId, id)
  if (!row || row.deletedAt !== null) return false
  return row.generation === generation ? row.failedGeneration !== generation : row.servingGeneration === generation
}

async function isBuilding(ctx: Context, id: string, generation: number, hash: string): Promise<boolean> {
  const revision = await getRevisionRow(ctx.db, id, generation)
  return revision !== null && revision.environmentError === null && (await hasRunningBuild(ctx.db, hash))
}
