import { readFile, rm, writeFile } from "node:fs/promises"
import { setTimeout as sleep } from "node:timers/promises"

import { z } from "zod"

import { killGroup } from "./run-logged.ts"

const processSchema = z.object({ pid: z.number().int().positive(), startTicks: z.string() })
const lockSchema = z.object({ owner: processSchema, child: processSchema.nullable() })
type ProcessIdentity = z.infer<typeof processSchema>

const POLL_MS = 500

/** Field 22 of /proc/<pid>/stat: with the pid it names one process, even when pids are used again. */
async function startTicks(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null)
  // The command name, in parentheses, may hold spaces.
  return text === null ? null : (text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? null)
}

async function identify(pid: number): Promise<ProcessIdentity> {
  return { pid, startTicks: (await startTicks(pid)) ?? "unknown" }
}

async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  const ticks = await startTicks(identity.pid)
  return ticks !== null && ticks === identity.startTicks
}

async function readLock(file: string): Promise<z.infer<typeof lockSchema> | null> {
  const text = await readFile(file, "utf8").catch(() => null)
  if (text === null) return null
  try {
    return lockSchema.parse(JSON.parse(text))
  } catch {
    // Written half by a process that died: nobody holds it.
    return { owner: { pid: 1, startTicks: "unknown" }, child: null }
  }
}

/** The right to build one environment, kept in a file so that a build of a killed process is recognised. */
export interface BuildLock {
  /** Writes down the process group that now runs, so that a later build can end it. */
  watch(pid: number): void
  release(): Promise<void>
}

/**
 * Takes the lock of one environment, waiting while a living process holds it. What a dead one left running is ended first.
 *
 * @throws the signal's reason if it is aborted while waiting.
 */
export async function takeBuildLock(file: string, signal: AbortSignal): Promise<BuildLock> {
  const owner = await identify(process.pid)
  const content = (child: ProcessIdentity | null) => JSON.stringify({ owner, child })
  for (;;) {
    const taken = await writeFile(file, content(null), { flag: "wx", mode: 0o600 }).then(
      () => true,
      () => false,
    )
    if (taken) break
    const held = await readLock(file)
    if (held && (await isAlive(held.owner))) {
      await sleep(POLL_MS, undefined, { signal })
      continue
    }
    if (held?.child && (await isAlive(held.child))) killGroup(held.child.pid)
    await rm(file, { force: true })
  }
  // Writes go one after the other, so that none brings the file back after it was released.
  let writes = Promise.resolve()
  return {
    watch: (pid) => {
      writes = writes.then(async () => writeFile(file, content(await identify(pid)), { mode: 0o600 }))
    },
    release: async () => {
      await writes.catch(() => undefined)
      await rm(file, { force: true })
    },
  }
}
