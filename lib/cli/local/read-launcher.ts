import { existsSync, readFileSync } from "node:fs"
import path from "node:path"

import { z } from "zod"

import type { Home } from "#lib/kernel/home.ts"

/** What the launcher writes of itself while it runs (`lib/launcher/launcher-record.ts`, read here without its weight). */
const launcherFile = z.object({
  pid: z.int().positive(),
  /** Clock ticks since boot: tells the launcher from a later process with its number. 0 where the machine does not tell. */
  startTime: z.number().default(0),
  studioUrl: z.string().optional(),
  gatewayUrl: z.string().optional(),
  /** It holds the home for this, and ends by itself. */
  busyWith: z.string().optional(),
})
export type Launcher = z.infer<typeof launcherFile>

const launcherPath = (home: Home) => path.join(home.run, "launcher.json")

/** Start time of a process in clock ticks since boot (field 22 of `/proc/PID/stat`); undefined without `/proc`. */
function readStartTime(pid: number): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8")
    // The name before it stands in parentheses and may hold spaces.
    return Number(text.slice(text.lastIndexOf(")") + 2).split(" ")[19])
  } catch {
    return undefined
  }
}

function isAlive({ pid, startTime }: Launcher): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false
  }
  return startTime === 0 || readStartTime(pid) === startTime
}

/** The launcher of this home that runs now, or undefined. A file that a killed one left behind does not count. */
export function readLauncher(home: Home): Launcher | undefined {
  try {
    const launcher = launcherFile.parse(JSON.parse(readFileSync(launcherPath(home), "utf8")))
    return isAlive(launcher) ? launcher : undefined
  } catch {
    return undefined
  }
}

/** Whether the launcher of this home was killed: one that ends takes its record away. */
export function wasLauncherKilled(home: Home): boolean {
  return existsSync(launcherPath(home)) && readLauncher(home) === undefined
}
