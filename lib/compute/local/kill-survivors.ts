import { readFile } from "node:fs/promises"
import path from "node:path"
import { setTimeout as delay } from "node:timers/promises"

import type { InstanceHandle } from "../schema.ts"
import { readInstanceFolder } from "./instance-folder.ts"
import type { InstanceFolder } from "./instance-folder.ts"
import { listProcesses, readBootId, readProcess, signalQuietly } from "./process-identity.ts"

const ROUNDS_MAX = 50
const POLL_MS = 20

/**
 * Kills what a shim that died without a word may have left: nothing of a sandbox, whose processes end with it, but without
 * one the command's children live on. They are found by control group, by session, and by the instance's id in their
 * environment. Does nothing while the shim lives or after another boot.
 */
export async function killSurvivors(handle: InstanceHandle): Promise<void> {
  if (handle.bootId !== (await readBootId())) return
  const folder = await readInstanceFolder(handle.folder, Date.now())
  if (folder.started === null || folder.exit !== null) return
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const pids = await findSurvivors(folder, handle)
    if (pids.length === 0) return
    for (const pid of pids) signalQuietly(pid, "SIGKILL")
    await delay(POLL_MS)
  }
}

async function findSurvivors({ started }: InstanceFolder, handle: InstanceHandle): Promise<number[]> {
  if (started === null) return []
  const grouped = await Promise.all(started.control_groups.map(readGroup))
  const leader = await readProcess(started.child_pid)
  // A session's number is not dealt again while somebody is in it: another leader means that ours is over.
  const isSessionOurs = leader === null || leader.startTime === started.child_start_time
  const processes = await listProcesses()
  const session = isSessionOurs ? processes.filter((found) => found.session === started.child_pid) : []
  const marked = !started.sandboxed
    ? await filterMarked(
        processes.map((found) => found.pid),
        handle.instanceId,
      )
    : []
  return [...new Set([...grouped.flat(), ...session.map((found) => found.pid), ...marked])]
}

async function readGroup(folder: string): Promise<number[]> {
  const text = await readFile(path.join(folder, "cgroup.procs"), "utf8").catch(() => "")
  return text.split("\n").filter(Boolean).map(Number)
}

async function filterMarked(pids: readonly number[], instanceId: string): Promise<number[]> {
  const mark = `CAUDAL_INSTANCE=${instanceId}`
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "")
      return environment.split("\0").includes(mark) ? [pid] : []
    }),
  )
  return found.flat()
}
