import { deploymentSpec } from "#lib/deployments/contract.ts"
import { environmentSource } from "#lib/deployments/index.ts"
import { buildEnvironment, environmentErrors, prepareEnvironment } from "#lib/environments/index.ts"
import type { BuildRequest } from "#lib/environments/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { canonicalJson } from "#lib/kernel/json.ts"
import { listOpenOperationRows, updateOperationProgress } from "#lib/operations/index.ts"
import { pythonRuntime } from "#lib/runtimes/index.ts"
import { isDatabaseUnavailable, notify } from "#lib/storage/index.ts"

import type { ControllerDeps } from "./ports.ts"
import { getDeployment, listRevisionsToBuild, saveBuild, setRevisionEnvironment } from "./queries.ts"
import type { RevisionRow } from "./queries.ts"
import { runLoop } from "./run-loop.ts"
import type { Loop } from "./run-loop.ts"

const ROUND_MS = 5000
/** Builds at once: each uses several processors by itself. */
const BUILDS_MAX = 2
/** The environment of what serves was built before, so its failure passes, as a network's does: it is tried again. */
const SERVING_RETRY_MS = 60_000
/** How soon a build is tried again that could not even be written down, because the database was away. */
const FAILURE_PAUSE_MS = 5000
/** A line of the build is shown to those who wait at most this often. */
const PROGRESS_MS = 500
/** Why a build is ended: its change was canceled, superseded or deleted. */
const NOT_WANTED = new Error("Nothing needs the environment any more.")

/**
 * The host's loop for environments: makes each one that a revision needs, and writes on the revision which it is or why
 * it cannot be. A build that was killed half-way is found again here, because its revision still has none. One that no revision
 * wants any more is ended.
 */
export function runEnvironments(deps: ControllerDeps, signal: AbortSignal): Loop {
  /** By revision. One that is not wanted any more is built on for others that want the same. */
  const building = new Map<string, { readonly source: string; readonly ending: AbortController }>()
  /** Revisions whose environment could not be made for a reason that passes: when to try once more. */
  const notBefore = new Map<string, number>()
  const loop = runLoop({
    name: "environments",
    intervalMs: ROUND_MS,
    signal,
    log: deps.log,
    round: async () => {
      const wanted = await listRevisionsToBuild(deps.db, deps.hostId)
      const sources = new Set(wanted.map(sourceKey))
      for (const { source, ending } of building.values()) if (!sources.has(source)) ending.abort(NOT_WANTED)
      for (const revision of wanted) {
        if (building.size >= BUILDS_MAX) return
        if (building.has(revision.id) || (notBefore.get(revision.id) ?? 0) > deps.clock.nowMs()) continue
        notBefore.delete(revision.id)
        const ending = new AbortController()
        building.set(revision.id, { source: sourceKey(revision), ending })
        void makeEnvironment(deps, revision, AbortSignal.any([ending.signal, signal]))
          .then((retryAtMs) => retryAtMs !== null && notBefore.set(revision.id, retryAtMs))
          .catch((error: unknown) => {
            notBefore.set(revision.id, deps.clock.nowMs() + FAILURE_PAUSE_MS)
            deps.log.error({ err: error, revision: revision.id }, "Making an environment failed")
          })
          .finally(() => {
            building.delete(revision.id)
            if (!signal.aborted) loop.wake()
          })
      }
    },
  })
  return loop
}

/** Equal for revisions that one build is enough for. One that cannot be read must not hold up the others. */
function sourceKey({ id, spec }: RevisionRow): string {
  const { data } = deploymentSpec.safeParse(spec)
  return data ? canonicalJson(environmentSource(data)) : id
}

/** Answers when to try again what must not be given up, milliseconds since 1970, or null. */
async function makeEnvironment(
  deps: ControllerDeps,
  revision: RevisionRow,
  signal: AbortSignal,
): Promise<number | null> {
  const { db, hostId, clock } = deps
  const startedAt = new Date(clock.nowMs())
  let hash: string | null = null
  try {
    const request = buildRequest(deps, revision, signal)
    const prepared = await prepareEnvironment(request.source, request)
    hash = prepared.hash
    await saveBuild(db, { hash, hostId, status: "building", startedAt })
    await setRevisionEnvironment(db, revision.id, {
      environmentHash: hash,
      environmentWarnings: [...prepared.warnings],
    })
    const { path, phasesMs } = await buildEnvironment(request)
    await saveBuild(db, {
      hash,
      hostId,
      status: "ready",
      path,
      phasesMs: { ...phasesMs },
      finishedAt: new Date(clock.nowMs()),
    })
  } catch (error) {
    const isCanceled = error instanceof AppError && error.code === environmentErrors.buildCanceled.code
    // A build that is ended with its process goes on with the next one; nobody may wait for one that nothing needs.
    if ((signal.aborted || isCanceled) && signal.reason !== NOT_WANTED) return null
    if (isDatabaseUnavailable(error)) throw error
    deps.log.info({ err: error, revision: revision.id }, "An environment cannot be built")
    // Another revision may wait for the same environment and goes on building it.
    const status = signal.aborted ? "missing" : "failed"
    if (hash !== null) await saveBuild(db, { hash, hostId, status, finishedAt: new Date(clock.nowMs()) })
    if (signal.aborted) return null
    const deployment = await getDeployment(db, revision.deploymentId)
    if (deployment?.servingGeneration === revision.generation) return clock.nowMs() + SERVING_RETRY_MS
    await setRevisionEnvironment(db, revision.id, { environmentError: describe(error) })
  }
  await notify(db, "desired", revision.deploymentId)
  return null
}

function describe(error: unknown): { code: string; message: string; log: readonly string[] } {
  if (error instanceof AppError) {
    return { code: error.code, message: error.message, log: error.details.map(({ message }) => message) }
  }
  return { code: "internal", message: "The environment could not be built; the controller's log says why.", log: [] }
}

function buildRequest(deps: ControllerDeps, revision: RevisionRow, signal: AbortSignal): BuildRequest {
  let shownMs = 0
  return {
    source: environmentSource(deploymentSpec.parse(revision.spec)),
    home: deps.home,
    runtimeRequirementsPath: pythonRuntime.requirementsPath,
    isPythonFallbackAllowed: deps.isPythonFallbackAllowed,
    spawn: deps.spawnBuild,
    signal,
    onLog: (line) => {
      const nowMs = performance.now()
      if (nowMs - shownMs < PROGRESS_MS) return
      shownMs = nowMs
      void showLine(deps, revision, line).catch(() => undefined)
    },
  }
}

/** Shows the newest line of the build to those who wait for the deployment. */
async function showLine({ db }: ControllerDeps, revision: RevisionRow, message: string): Promise<void> {
  for (const operation of await listOpenOperationRows(db, revision.deploymentId)) {
    if (operation.generation === revision.generation) {
      await updateOperationProgress(db, operation.id, { phase: "environment", message })
    }
  }
}
