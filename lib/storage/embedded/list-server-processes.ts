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

function worksIn(pid: string, data: string): boolean {
  try {
    return (
      readlinkSync(`/proc/${pid}/cwd`) === data &&
      path.basename(readlinkSync(`/proc/${pid}/exe`)).startsWith("postgres")
    )
  } catch {
    // Another user's process, or one that just ended.
    return false
  }
}

/** Every PostgreSQL process, server or backend, whose working directory is the data folder `data` (a real path). */
export function listServerProcesses(data: string): number[] {
  if (process.platform === "linux") {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name) && worksIn(name, data))
      .map(Number)
  }
  const { stdout } = spawnSync("lsof", ["-a", "-d", "cwd", "-c", "postgres", "-F", "pn"], { encoding: "utf8" })
  return parseLsof(stdout ?? "", data)
}
