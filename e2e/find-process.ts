import { readdirSync, readFileSync } from "node:fs"

import type { Installation } from "./installation.ts"

function read(file: string): string {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return ""
  }
}

/** Pids of an installation's processes whose command line holds `text`. Other installations on the machine do not count. */
export function findProcesses(caudal: Installation, text: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(`/proc/${pid}/cmdline`).includes(text))
    .filter((pid) => read(`/proc/${pid}/environ`).split("\0").includes(`CAUDAL_HOME=${caudal.home}`))
    .map(Number)
}
