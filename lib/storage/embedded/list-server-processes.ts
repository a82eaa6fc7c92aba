import { spawnSync } from "node:child_process"
import { readdirSync, readlinkSync } from "node:fs"
import path from "node:path"

/** Process ids from `lsof -F pn` output whose name line is `folder`. */
export function parseLsof(text: string, folder: string): number[] {
  const found: number[] = []
  let pid = 0
  for (const line of text.split("\n")) {
    if (line.startsWith("p")) pid = Number(line.slice(1))
    if (line === `n${folder}` && pid > 0) found.push(pid)
  }
  return found
}

const PROGRAMS = ["postgres", "initdb"]

/** Whether process `pid` is a program of PostgreSQL that works in a folder of which `isMeant` is true. */
function worksIn(pid: string, isMeant: (folder: string) => boolean): boolean {
  try {
    const program = path.basename(readlinkSync(`/proc/${pid}/exe`))
    return PROGRAMS.some((name) => program.startsWith(name)) && isMeant(readlinkSync(`/proc/${pid}/cwd`))
  } catch {
    // Another user's process, or one that just ended.
    return false
  }
}

function listOnLinux(isMeant: (folder: string) => boolean): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && worksIn(name, isMeant))
    .map(Number)
}

/** Every PostgreSQL process, server or backend, whose working directory is the data folder `data` (a real path). */
export function listServerProcesses(data: string): number[] {
  if (process.platform === "linux") return listOnLinux((folder) => folder === data)
  const { stdout } = spawnSync("lsof", ["-a", "-d", "cwd", "-c", "postgres", "-F", "pn"], { encoding: "utf8" })
  return parseLsof(stdout ?? "", data)
}

/** Every PostgreSQL process that works in `folder` or below. Only Linux can tell; elsewhere the list is empty. */
export function listProcessesBelow(folder: string): number[] {
  if (process.platform !== "linux") return []
  return listOnLinux((used) => used === folder || used.startsWith(`${folder}/`))
}
