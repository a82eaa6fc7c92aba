import { readdirSync, readFileSync } from "node:fs"

import type { Installation } from "./installation.ts"

function read(file: string): string {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return ""
  }
}

/**
 * Pids of an installation's processes whose command line holds `text`. Other installations on the machine do not count: what
 * outlives the launcher has none of its environment and names the folder of its sockets or of its home.
 */
export function findProcesses(caudal: Installation, text: string): number[] {
  const isOwn = (pid: string) =>
    read(`/proc/${pid}/environ`).split("\0").includes(`CAUDAL_HOME=${caudal.home}`) ||
    [caudal.home, caudal.sockets].some((folder) => read(`/proc/${pid}/cmdline`).includes(folder))

  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(`/proc/${pid}/cmdline`).includes(text))
    .filter(isOwn)
    .map(Number)
}
