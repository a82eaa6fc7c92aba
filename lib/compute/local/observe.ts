import path from "node:path"

import type { InstanceCondition, InstanceHandle, InstanceState, ObservedInstance } from "../schema.ts"
import { askShim } from "./control-client.ts"
import { listInstanceIds, readInstanceFolder } from "./instance-folder.ts"
import type { InstanceFolder, ShimStarted } from "./instance-folder.ts"
import { pathsOf } from "./places.ts"
import type { InstancePaths, LocalPlaces } from "./places.ts"
import { readBootId, readProcess } from "./process-identity.ts"

/** A shim writes shim.json milliseconds after its start; one that has not after so long never will. */
const STARTING_MS_MAX = 30_000
/** A shim answers in a millisecond; this is for a machine that is busy or swaps. */
const PING_TIMEOUT_MS = 5000

interface Verdict {
  readonly state: InstanceState
  readonly reason?: { readonly reason: string; readonly message: string }
}

/** Every instance that has a folder on this machine. See `Compute.observe`. */
export async function observeInstances(places: LocalPlaces): Promise<ObservedInstance[]> {
  const ids = await listInstanceIds(places.instancesFolder)
  const nowMs = Date.now()
  const found = await Promise.all(
    ids.map(async (id) => {
      const paths = pathsOf(places, id)
      const seen = await observeFolder(await readInstanceFolder(paths.folder, nowMs), paths)
      // A shim that ended between the two looks at it has written meanwhile how its instance ended.
      return seen?.state === "lost" ? observeFolder(await readInstanceFolder(paths.folder, nowMs), paths) : seen
    }),
  )
  return found.filter((instance) => instance !== null)
}

/** What a folder's instance does now; null when the folder holds nothing. Asking a shim tells it that a controller is there. */
export async function observeFolder(folder: InstanceFolder, paths: InstancePaths): Promise<ObservedInstance | null> {
  const { spec, started, exit } = folder
  if (spec === null && folder.specAgeMs === Number.POSITIVE_INFINITY) return null
  const verdict = await judge(folder)
  const instanceId = path.basename(folder.folder)
  return {
    instanceId,
    owner: spec?.owner ?? null,
    state: verdict.state,
    ...(started === null ? {} : { startedAt: started.started_at }),
    ...(exit === null ? {} : { exit: { code: exit.code, signal: exit.signal, oom: exit.oom, at: exit.at } }),
    phases: folder.phases,
    socket: paths.socket,
    conditions: conditionsOf(folder, verdict),
    handle: handleOf(instanceId, paths, spec?.nonce ?? "", started),
  }
}

async function judge({ spec, specAgeMs, started, exit }: InstanceFolder): Promise<Verdict> {
  if (spec === null) return lost("Unreadable", "Its spec.json cannot be read.")
  if (exit !== null) return { state: "exited" }
  if (started === null) {
    return specAgeMs < STARTING_MS_MAX
      ? { state: "starting" }
      : lost("NeverStarted", "It was to be started and never was.")
  }
  if (started.boot_id !== (await readBootId())) return lost("Rebooted", "The machine was restarted while it ran.")
  const shim = await readProcess(started.pid)
  if (shim?.startTime !== started.start_time) return lost("ShimGone", "The process that kept it ended without a word.")
  const reply = await askShim(spec.control_socket, { op: "ping", nonce: spec.nonce, brief: true }, PING_TIMEOUT_MS)
  if (reply === null) return lost("NoAnswer", "The process that keeps it does not answer.")
  if (!reply.ok || reply.pid !== started.pid) {
    return lost("NotOurs", "What answers on its control socket is not the process that was started.")
  }
  return { state: "running" }
}

function lost(reason: string, message: string): Verdict {
  return { state: "lost", reason: { reason, message } }
}

function conditionsOf({ spec, started, exit }: InstanceFolder, verdict: Verdict): InstanceCondition[] {
  const conditions: InstanceCondition[] = [...(spec?.conditions ?? [])]
  if (started?.memory_limit === "polled") {
    const message =
      "This machine gives Caudal no memory control group. Memory is measured four times a second instead, so a fast leak can exceed the limit for a moment."
    conditions.push({ type: "MemoryLimit", reason: "Polled", message })
  }
  if (exit?.launch_failed === true) {
    const message = "The sandbox or its command could not be started; the last lines of the output say why."
    conditions.push({ type: "Sandbox", reason: "LaunchFailed", message })
  }
  if (verdict.reason) conditions.push({ type: "Lost", ...verdict.reason })
  return conditions
}

/** The handle of an instance; one that never started has no process, and can be removed all the same. Pure. */
export function handleOf(
  instanceId: string,
  { folder, socket, controlSocket }: InstancePaths,
  nonce: string,
  started: ShimStarted | null,
): InstanceHandle {
  return {
    driver: "local",
    instanceId,
    folder,
    socket,
    controlSocket,
    nonce,
    pid: started?.pid ?? 0,
    startTime: started?.start_time ?? 0,
    bootId: started?.boot_id ?? "",
  }
}
