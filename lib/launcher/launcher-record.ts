import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"

import { z } from "zod"

import { readProcess } from "#lib/compute/index.ts"
import type { Home } from "#lib/kernel/home.ts"

const launched = z.object({ studioUrl: z.string(), gatewayUrl: z.string() })
/** It ends by itself: who wants to start Caudal has something to wait for. */
const busy = z.object({ busyWith: z.enum(["a stop", "a restore"]) })
/** Clock ticks since boot: together with the pid they name the process. 0 where the machine does not tell. */
const holder = z.object({ pid: z.int(), startTime: z.number() })
const recordSchema = z.intersection(holder, z.union([busy, launched]))

/** What holds a home: a Caudal that answers at addresses, or something else that nobody may start Caudal during. */
type LauncherWork = z.infer<typeof busy> | z.infer<typeof launched>
/** Who holds this home, and what for. */
export type LauncherRecord = z.infer<typeof recordSchema>

/** `$CAUDAL_HOME/run/launcher.json`. */
export const launcherFile = (home: Home) => path.join(home.run, "launcher.json")

/** The launcher that runs for this home, or null. */
export async function findLauncher(home: Home): Promise<LauncherRecord | null> {
  return await readLiving(launcherFile(home))
}

/** The record in a file if its process lives. A file that is missing or broken, as after a power cut, names nobody. */
async function readLiving(file: string): Promise<LauncherRecord | null> {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, "utf8"))
  } catch {
    return null
  }
  const parsed = recordSchema.safeParse(json)
  if (!parsed.success) return null
  const found = await readProcess(parsed.data.pid)
  return found?.startTime === parsed.data.startTime ? parsed.data : null
}

/** Writes this process's record beside the place where it counts. */
async function writeDraft(home: Home, work: LauncherWork): Promise<string> {
  mkdirSync(home.run, { recursive: true, mode: 0o700 })
  const own = await readProcess(process.pid)
  const draft = path.join(home.run, `launcher.${process.pid}.json`)
  const record: LauncherRecord = { pid: process.pid, startTime: own?.startTime ?? 0, ...work }
  writeFileSync(draft, JSON.stringify(record), { mode: 0o600 })
  return draft
}

/**
 * Becomes the launcher of `home`, or holds it for something during which nobody may launch.
 *
 * @returns null when it is done, or the launcher that runs already.
 */
export async function becomeLauncher(home: Home, work: LauncherWork): Promise<LauncherRecord | null> {
  const draft = await writeDraft(home, work)
  try {
    for (;;) {
      try {
        // A link is made or refused in one step, so of two that start at once one is refused.
        linkSync(draft, launcherFile(home))
        return null
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error
      }
      const running = await findLauncher(home)
      if (running) return running
      await removeStale(home)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Takes away the record of a launcher that is gone. One that another start has put in its place meanwhile is put back. */
async function removeStale(home: Home): Promise<void> {
  const aside = path.join(home.run, `launcher.${process.pid}.stale.json`)
  try {
    renameSync(launcherFile(home), aside)
    if (await readLiving(aside)) linkSync(aside, launcherFile(home))
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined
    if (code !== "ENOENT" && code !== "EEXIST") throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

/** Says what the launcher of `home`, this process, does from now on. */
export async function changeLauncherWork(home: Home, work: LauncherWork): Promise<void> {
  renameSync(await writeDraft(home, work), launcherFile(home))
}

/** Says that no launcher runs any more. */
export function resignLauncher(home: Home): void {
  rmSync(launcherFile(home), { force: true })
}
