import { access, mkdir, readFile, rename, writeFile } from "node:fs/promises"
import path from "node:path"

import { AppError } from "#lib/kernel/errors.ts"
import { freeDiskBytes } from "#lib/kernel/free-disk.ts"
import type { Home } from "#lib/kernel/home.ts"
import { FREE_DISK_BYTES_MIN } from "#lib/kernel/limits.ts"
import { removeTree } from "#lib/kernel/remove-tree.ts"

import type { BuildSpawn } from "./build-spawn.ts"
import { takeBuildLock } from "./build-lock.ts"
import type { EnvironmentSource } from "./check-local-support.ts"
import { environmentErrors } from "./errors.ts"
import { findUv } from "./find-uv.ts"
import type { BuildContext } from "./install-packages.ts"
import { buildLogFile, openBuildLog } from "./open-build-log.ts"
import { formatPythonVersion } from "./python-version.ts"
import type { PreparedEnvironment } from "./prepare-environment.ts"
import { elapsedSince, phasesSchema, runBuildSteps } from "./run-build-steps.ts"
import type { BuildPhases } from "./run-build-steps.ts"

export interface BuildRequest {
  readonly source: EnvironmentSource
  readonly home: Home
  readonly runtimeRequirementsPath: string
  readonly isPythonFallbackAllowed: boolean
  /** Starts each command of the build, in the sandbox: `spawnBuildSandboxed`. */
  readonly spawn: BuildSpawn
  /** Gets each line of the build's output as it comes, credentials hidden. */
  readonly onLog?: (line: string) => void
  readonly signal?: AbortSignal
}

async function checkFreeDisk(folder: string): Promise<void> {
  const free = await freeDiskBytes(folder)
  if (free >= FREE_DISK_BYTES_MIN) return
  const mib = Math.floor(free / 1024 ** 2)
  throw new AppError(
    environmentErrors.diskFull,
    `Only ${mib} MiB of disk are free and a build needs 1024. Free some and try again.`,
  )
}

/** Where one environment lives. Only `venv` and `work` are ever writable for a build, so it cannot fake or redirect the rest. */
export function environmentFolders(home: Home, hash: string) {
  const root = path.join(home.envs, hash)
  return {
    root,
    venv: path.join(root, "venv"),
    work: path.join(root, "work"),
    complete: path.join(root, "complete.json"),
    lock: path.join(home.envs, `${hash}.lock`),
  }
}

/** Whether a build was finished (the marker is written last) and its interpreter is still there. */
export async function isComplete({ complete, venv }: ReturnType<typeof environmentFolders>): Promise<boolean> {
  try {
    await access(path.join(venv, "bin/python"))
    return phasesSchema.safeParse(JSON.parse(await readFile(complete, "utf8"))).success
  } catch {
    return false
  }
}

/**
 * Builds one environment, alone on this machine. Nothing of a failed or stopped build stays but its log.
 *
 * @returns its phases, or null if another process built it in the meantime.
 * @throws AppError, see `buildEnvironment`.
 */
export async function runBuild(
  request: BuildRequest,
  prepared: PreparedEnvironment,
  signal: AbortSignal,
): Promise<BuildPhases | null> {
  const folders = environmentFolders(request.home, prepared.hash)
  const lock = await takeBuildLock(folders.lock, signal).catch(async (error: unknown) => {
    // Where not even a lock can be written, a full disk is the reason that helps.
    await checkFreeDisk(request.home.envs)
    throw error
  })
  const log = await openBuildLog(buildLogFile(request.home.logs, prepared.hash), Date.now, (line) =>
    request.onLog?.(line),
  )
  let isDone = false
  try {
    if (await isComplete(folders)) {
      isDone = true
      return null
    }
    await removeTree(folders.root)
    await checkFreeDisk(request.home.envs)
    const sharedCache = path.join(request.home.tools, "uv-cache")
    for (const folder of [folders.venv, folders.work, path.join(folders.work, "cache"), sharedCache]) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
    }
    const toolStart = performance.now()
    const uv = await findUv(request.home.tools)
    const tool = elapsedSince(toolStart)
    const { interpreter } = prepared.python
    log.write(
      `Building environment ${prepared.hash.slice(0, 12)} with Python ${formatPythonVersion(interpreter.version)}`,
    )
    for (const warning of prepared.warnings) log.write(`warning: ${warning}`)
    const context: BuildContext = {
      prepared,
      uv,
      venv: folders.venv,
      work: folders.work,
      sharedCache,
      spawn: request.spawn,
      log: (line) => log.write(line),
      onSpawn: (pid) => lock.watch(pid),
      signal,
    }
    const phases = { resolve: 0, tool, ...(await runBuildSteps(context, log)) }
    await removeTree(folders.work)
    await writeFile(`${folders.complete}.new`, JSON.stringify(phases), { mode: 0o600 })
    await rename(`${folders.complete}.new`, folders.complete)
    log.write(`Environment ready: packages ${phases.install} ms, bytecode ${phases.compile} ms`)
    isDone = true
    return phases
  } catch (error) {
    log.write(error instanceof AppError ? `error: ${error.message}` : "error: the build failed inside Caudal")
    throw error
  } finally {
    if (!isDone) await removeTree(folders.root)
    await log.close()
    await lock.release()
  }
}
