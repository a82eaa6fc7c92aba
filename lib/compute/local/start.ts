import { spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { randomBytes } from "node:crypto"
import { once } from "node:events"
import { open, readFile, rm } from "node:fs/promises"
import path from "node:path"

import { BARE_ENV } from "#lib/kernel/env.ts"
import { AppError } from "#lib/kernel/errors.ts"

import { computeErrors } from "../errors.ts"
import { instanceSpecSchema, SOCKET_PATH_BYTES_MAX } from "../schema.ts"
import type { InstanceHandle, InstanceSpec } from "../schema.ts"
import { readInstanceFolder, writeAtomically } from "./instance-folder.ts"
import { interpreterMounts } from "./interpreter-mounts.ts"
import { handleOf } from "./observe.ts"
import { pathsOf } from "./places.ts"
import type { LocalPlaces } from "./places.ts"
import { checkMounts, prepareFolder } from "./prepare-folder.ts"
import { signalQuietly } from "./process-identity.ts"
import { planShimSpec } from "./spec.ts"
import type { InstancePlace, LocalMachine } from "./spec.ts"
import { waitWhileStarting } from "./wait-while-starting.ts"

const SHIM = path.join(import.meta.dirname, "shim.py")
const START_TIMEOUT_MS = 30_000
const SHIM_LOG_CHARS = 2000

/** Starts an instance, or finds the one that already runs under this id. See `Compute.start`. */
export async function startInstance(
  places: LocalPlaces,
  machine: LocalMachine,
  input: InstanceSpec,
): Promise<InstanceHandle> {
  const spec = parseSpec(input)
  const place = placeOf(places, spec.instanceId)
  // Writing another specification under a shim that just reads one would leave an instance that nobody can adopt.
  const found = await waitWhileStarting(place)
  if (found?.state === "running") return found.handle
  await checkMounts(spec)
  const { shim, links } = planShimSpec(spec, machine, place, interpreterMounts(spec.command[0] ?? ""))
  await prepareFolder(place.folder, links, found !== null)
  await writeAtomically(path.join(place.folder, "spec.json"), JSON.stringify(shim))
  await runShim(machine.python, place.folder, places.startTimeoutMs ?? START_TIMEOUT_MS).catch(
    async (error: unknown) => {
      for (const name of ["spec.json", "shim.json"]) await rm(path.join(place.folder, name), { force: true })
      throw error
    },
  )
  const { started } = await readInstanceFolder(place.folder, Date.now())
  if (started === null) throw startFailed("It left no shim.json.")
  return handleOf(spec.instanceId, place, place.nonce, started)
}

function parseSpec(input: InstanceSpec): InstanceSpec {
  const parsed = instanceSpecSchema.safeParse(input)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path.join(".") ?? "spec"
  throw new AppError(computeErrors.invalidSpec, `${field} ${issue?.message ?? "is not valid"}.`, { target: field })
}

function placeOf(places: LocalPlaces, instanceId: string): InstancePlace {
  const paths = pathsOf(places, instanceId)
  if (Buffer.byteLength(paths.socket) > SOCKET_PATH_BYTES_MAX) {
    const message = `The path of the instance's socket, ${paths.socket}, is longer than ${SOCKET_PATH_BYTES_MAX} bytes. Set TMPDIR to a shorter folder.`
    throw new AppError(computeErrors.startFailed, message)
  }
  return { ...places, ...paths, nonce: randomBytes(24).toString("base64url") }
}

async function runShim(python: string, folder: string, timeoutMs: number): Promise<void> {
  const logFile = path.join(folder, "shim.log")
  const log = await open(logFile, "w", 0o600)
  try {
    // An own session and no environment of ours: it goes on when this process ends, and holds none of its secrets.
    const child = spawn(python, ["-E", "-s", "-S", "-B", SHIM, folder], {
      detached: true,
      env: BARE_ENV,
      stdio: ["ignore", "pipe", log.fd],
      cwd: "/",
    })
    const hasStarted = await saidStarted(child, timeoutMs)
    if (!hasStarted) await killShim(child)
    child.stdout?.destroy()
    child.unref()
    if (!hasStarted) throw startFailed((await readFile(logFile, "utf8")).slice(-SHIM_LOG_CHARS).trim())
  } finally {
    await log.close()
  }
}

/** True once the shim has said that the command was started; false when it ended or said nothing in time. */
async function saidStarted(child: ChildProcess, timeoutMs: number): Promise<boolean> {
  const timeout = AbortSignal.timeout(timeoutMs)
  const ended = once(child, "exit", { signal: timeout }).then(() => false)
  const said = child.stdout === null ? ended : once(child.stdout, "data", { signal: timeout }).then(() => true)
  try {
    return await Promise.race([said, ended])
  } catch {
    return false
  } finally {
    // The loser of the race ends with the timeout or the child; nobody waits for it any more.
    void Promise.allSettled([said, ended])
  }
}

/** Ends a shim that did not start in time, before its files go: one that went on would keep an instance that nobody knows. */
async function killShim(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, "exit")
  // It leads a group; what it has started ends with it.
  signalQuietly(-child.pid, "SIGKILL")
  await ended
}

function startFailed(detail: string): AppError {
  return new AppError(computeErrors.startFailed, `The process that keeps the instance did not start. ${detail}`)
}
