import { deploymentSpec } from "#lib/deployments/contract.ts"
import { buildEnvironment, environmentErrors, prepareEnvironment } from "#lib/environments/index.ts"
import type { BuildRequest } from "#lib/environments/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { listOpenOperationRows, updateOperationProgress } from "#lib/operations/index.ts"
import { pythonRuntime } from "#lib/runtimes/index.ts"
import { notify } from "#lib/storage/index.ts"

import { environmentSource } from "./environment-source.ts"
import type { ControllerDeps } from "./ports.ts"
import { listRevisionsToBuild, saveBuild, setRevisionEnvironment } from "./queries.ts"
import type { RevisionRow } from "./queries.ts"
import { runLoop } from "./run-loop.ts"
import type { Loop } from "./run-loop.ts"

const ROUND_MS = 5000
/** Builds at once: each uses several processors by itself. */
const BUILDS_MAX = 2
/** A line of the build is shown to those who wait at most this often. */
const PROGRESS_MS = 500

/**
 * The host's loop for environments: makes each one that a revision needs, and writes on the revision which it is or why
 * it cannot be. A build that was killed half-way is found again here, because its revision still has none.
 */
export function runEnvironments(deps: ControllerDeps, signal: AbortSignal): Loop {
  const building = new Set<string>()
  const loop = runLoop({
    name: "environments",
    intervalMs: ROUND_MS,
    signal,
    log: deps.log,
    round: async () => {
      for (const revision of await listRevisionsToBuild(deps.db, deps.hostId)) {
        if (building.size >= BUILDS_MAX) return
        if (building.has(revision.id)) continue
        building.add(revision.id)
        void makeEnvironment(deps, revision, signal)
          .catch((error: unknown) =>
            deps.log.error({ err: error, revision: revision.id }, "Making an environment failed"),
          )
          .finally(() => {
            building.delete(revision.id)
            if (!signal.aborted) loop.wake()
          })
      }
    },
  })
  return loop
}

async function makeEnvironment(deps: ControllerDeps, revision: RevisionRow, signal: AbortSignal): Promise<void> {
  const { db, hostId, clock } = deps
  const startedAt = new Date(clock.nowMs())
  try {
    const request = buildRequest(deps, revision, signal)
    const { hash } = await prepareEnvironment(request.source, request)
    await saveBuild(db, { hash, hostId, status: "building", startedAt })
    await setRevisionEnvironment(db, revision.id, { environmentHash: hash })
    const { path, warnings, phasesMs } = await buildEnvironment(request)
    await saveBuild(db, {
      hash,
      hostId,
      status: "ready",
      path,
      warnings: [...warnings],
      phasesMs: { ...phasesMs },
      finishedAt: new Date(clock.nowMs()),
    })
  } catch (error) {
    if (signal.aborted || (error instanceof AppError && error.code === environmentErrors.buildCanceled.code)) return
    deps.log.info({ err: error, revision: revision.id }, "An environment cannot be built")
    await setRevisionEnvironment(db, revision.id, { environmentError: describe(error) })
  }
  await notify(db, "desired", revision.deploymentId)
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
      const nowMs = deps.clock.nowMs()
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
