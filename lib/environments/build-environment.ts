import { mkdir } from "node:fs/promises"

import { buildLogFile } from "./open-build-log.ts"
import { formatPythonVersion } from "./python-version.ts"
import { prepareEnvironment } from "./prepare-environment.ts"
import type { PreparedEnvironment } from "./prepare-environment.ts"
import { environmentFolders, isComplete, runBuild } from "./run-build.ts"
import type { BuildRequest } from "./run-build.ts"
import { BUILD_TIMEOUT_MS, elapsedSince } from "./run-build-steps.ts"
import type { BuildPhases } from "./run-build-steps.ts"

/** An environment that can be used. */
export interface BuiltEnvironment {
  readonly hash: string
  /** The virtual environment: `<path>/bin/python` runs it. */
  readonly path: string
  readonly python: { readonly version: string; readonly executable: string; readonly prefix: string }
  readonly warnings: readonly string[]
  /** True if nothing had to be built. */
  readonly isCached: boolean
  readonly phasesMs: BuildPhases
  readonly logFile: string
}

interface RunningBuild {
  readonly result: Promise<BuildPhases | null>
  /** Of the caller who began it. */
  readonly signal: AbortSignal | undefined
  readonly listeners: Set<(line: string) => void>
}

/** Builds of this process by folder, so that two deployments with one environment share a build. */
const running = new Map<string, RunningBuild>()

/** Joins a build of the same folder that runs in this process, or starts one. */
async function buildOnce(
  request: BuildRequest,
  prepared: PreparedEnvironment,
  folder: string,
): Promise<BuildPhases | null> {
  await mkdir(request.home.envs, { recursive: true, mode: 0o700 })
  for (let joined = running.get(folder); joined; joined = running.get(folder)) {
    if (request.onLog) joined.listeners.add(request.onLog)
    try {
      return await joined.result
    } catch (error) {
      // The other caller gave up, this one did not.
      if (!joined.signal?.aborted || request.signal?.aborted) throw error
    }
  }
  const listeners = new Set(request.onLog ? [request.onLog] : [])
  const onLog = (line: string) => {
    for (const listener of listeners) listener(line)
  }
  const timeout = AbortSignal.timeout(BUILD_TIMEOUT_MS)
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout
  const result = runBuild({ ...request, onLog }, prepared, signal).finally(() => running.delete(folder))
  running.set(folder, { result, signal: request.signal, listeners })
  return result
}

/**
 * Makes sure that an environment is there: the same content hash is built once. A build that was killed half-way is removed
 * and done again; a failed one leaves its log at `logs/builds/<hash>.log` and nothing else.
 *
 * @throws AppError naming package and line (`environments.build_failed` with the log's tail in `details`), or what of the
 * environment local compute cannot do, or `environments.build_canceled`, `.disk_full`, `.tool_missing`, `.python_missing`.
 */
export async function buildEnvironment(request: BuildRequest): Promise<BuiltEnvironment> {
  const start = performance.now()
  const prepared = await prepareEnvironment(request.source, request)
  const resolve = elapsedSince(start)
  const folders = environmentFolders(request.home, prepared.hash)
  const built = (await isComplete(folders)) ? null : await buildOnce(request, prepared, folders.root)
  const { interpreter } = prepared.python
  return {
    hash: prepared.hash,
    path: folders.venv,
    python: {
      version: formatPythonVersion(interpreter.version),
      executable: interpreter.executable,
      prefix: interpreter.prefix,
    },
    warnings: prepared.warnings,
    isCached: built === null,
    phasesMs: { ...(built ?? { tool: 0, venv: 0, install: 0, compile: 0 }), resolve },
    logFile: buildLogFile(request.home.logs, prepared.hash),
  }
}
