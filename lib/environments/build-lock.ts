import { open, readFile, rm, writeFile } from "node:fs/promises"
import { setTimeout as sleep } from "node:timers/promises"

import { z } from "zod"

import { readBootId, readProcess } from "#lib/compute/index.ts"

import { killGroup } from "./run-logged.ts"

/** A process of this machine: a pid may be dealt again, together with the boot and the start time it may not. */
const processSchema = z.object({ pid: z.number().int().positive(), startTime: z.number(), bootId: z.string() })
const lockSchema = z.object({ owner: processSchema, child: processSchema.nullable() })
type ProcessIdentity = z.infer<typeof processSchema>

const POLL_MS = 500

async function identify(pid: number): Promise<ProcessIdentity> {
  return { pid, startTime: (await readProcess(pid))?.startTime ?? 0, bootId: await readBootId() }
}

async function isAlive({ pid, startTime, bootId }: ProcessIdentity): Promise<boolean> {
  return bootId === (await readBootId()) && (await readProcess(pid))?.startTime === startTime
}

async function readLock(file: string): Promise<z.infer<typeof lockSchema> | null> {
  const text = await readFile(file, "utf8").catch(() => null)
  if (text === null) return null
  try {
    return lockSchema.parse(JSON.parse(text))
  } catch {
    // Written half by a process that died: nobody holds it.
    return { owner: { pid: 1, startTime: 0, bootId: "" }, child: null }
  }
}

/** Writes a file that must not exist; false if it does. On a full disk nothing is left of it. */
async function writeNew(file: string, text: string): Promise<boolean> {
  try {
    await using handle = await open(file, "wx", 0o600)
    await handle.writeFile(text).catch(async (error: unknown) => {
      await rm(file, { force: true })
      throw error
    })
    return true
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false
    throw error
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
 * @throws an AbortError or the signal's reason if it is aborted, or the system's error if the file cannot be written.
 */
export async function takeBuildLock(file: string, signal: AbortSignal): Promise<BuildLock> {
  const owner = await identify(process.pid)
  const content = (child: ProcessIdentity | null) => JSON.stringify({ owner, child })
  for (;;) {
    signal.throwIfAborted()
    if (await writeNew(file, content(null))) break
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
  const note = async (pid: number) => writeFile(file, content(await identify(pid)), { mode: 0o600 })
  return {
    watch: (pid) => {
      // One that fails, as on a full disk, costs no more than what a later build would have ended.
      writes = writes.then(() => note(pid)).catch(() => undefined)
    },
    release: async () => {
      await writes
      await rm(file, { force: true })
    },
  }
}
