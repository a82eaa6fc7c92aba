import { readFileSync, readdirSync } from "node:fs"
import path from "node:path"

import { createLogger } from "#lib/kernel/log.ts"

import { findPostmaster } from "./postmaster.ts"

const log = createLogger("storage.embedded")

function homeOf(folder: string, record: string): string | undefined {
  try {
    return readFileSync(path.join(folder, record), "utf8")
  } catch {
    return undefined
  }
}

/**
 * Stops servers in `parent` whose home was deleted and is made anew now: nothing leads to them any more, and they would
 * run until the machine stops. Their data stays, because the link to it may have been removed by mistake.
 */
export function stopAbandoned(parent: string, record: string, homeRoot: string): void {
  for (const name of readdirSync(parent)) {
    const folder = path.join(parent, name)
    if (homeOf(folder, record) !== homeRoot) continue
    const postmaster = findPostmaster(path.join(folder, "data"))
    if (postmaster) process.kill(postmaster.pid, "SIGINT")
    log.warn({ folder }, "an earlier database of this home is left here; remove the folder if nobody needs it")
  }
}
