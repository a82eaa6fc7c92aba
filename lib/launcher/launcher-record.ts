import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"

import { z } from "zod"

import { readProcess } from "#lib/compute/index.ts"
import type { Home } from "#lib/kernel/home.ts"

const recordSchema = z.object({
  pid: z.int(),
  /** Clock ticks since boot: together with the pid it names the process. 0 where the machine does not tell. */
  startTime: z.number(),
  studioUrl: z.string(),
  gatewayUrl: z.string(),
})

/** Who launched this home and where it answers. */
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

/**
 * Becomes the launcher of `home`.
 *
 * @returns null when it is done, or the launcher that runs already.
 */
export async function becomeLauncher(
  home: Home,
  addresses: Pick<LauncherRecord, "studioUrl" | "gatewayUrl">,
): Promise<LauncherRecord | null> {
  mkdirSync(home.run, { recursive: true, mode: 0o700 })
  const own = await readProcess(process.pid)
  const draft = path.join(home.run, `launcher.${process.pid}.json`)
  writeFileSync(draft, JSON.stringify({ pid: process.pid, startTime: own?.startTime ?? 0, ...addresses }), {
    mode: 0o600,
  })
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

/** Says that no launcher runs any more. */
export function resignLauncher(home: Home): void {
  rmSync(launcherFile(home), { force: true })
}
