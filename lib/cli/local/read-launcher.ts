import { readFileSync } from "node:fs"
import path from "node:path"

import { z } from "zod"

import type { Home } from "#lib/kernel/home.ts"

/** What the launcher says of itself while it runs. */
const launcherFile = z.looseObject({ pid: z.number().int().positive(), started_at: z.string().optional() })
export type Launcher = z.infer<typeof launcherFile>

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}

/** The launcher of this home that runs now, or undefined. A file that a killed one left behind does not count. */
export function readLauncher(home: Home): Launcher | undefined {
  try {
    const launcher = launcherFile.parse(JSON.parse(readFileSync(path.join(home.run, "launcher.json"), "utf8")))
    return isAlive(launcher.pid) ? launcher : undefined
  } catch {
    return undefined
  }
}
