import { readFileSync, readlinkSync } from "node:fs"
import path from "node:path"

import { listServerProcesses } from "./list-server-processes.ts"

/** What a server writes about itself into `postmaster.pid` (PostgreSQL's `miscadmin.h` gives the lines' meaning). */
export interface Postmaster {
  readonly pid: number
  readonly data: string
  /** Seconds since 1970. */
  readonly startedAt: number
  readonly sockets: string
  readonly status: "starting" | "ready" | "stopping" | "standby"
}

const STATUSES = ["starting", "ready", "stopping", "standby"] as const

/** Parses `postmaster.pid`. Undefined while the server has not written all of it. */
export function parsePostmaster(text: string): Postmaster | undefined {
  const [pid, data, startedAt, , sockets, , , status] = text.split("\n").map((line) => line.trim())
  const known = STATUSES.find((name) => name === status)
  if (!/^\d+$/.test(pid ?? "") || !data || !/^\d+$/.test(startedAt ?? "") || !known) return undefined
  return { pid: Number(pid), data, startedAt: Number(startedAt), sockets: sockets ?? "", status: known }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}

/**
 * Whether `pid` is a PostgreSQL server that works in the folder `data`. A number alone proves nothing: after a crash or a
 * restart of the machine it may belong to any program.
 */
export function isServerOf(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false
  if (process.platform !== "linux") return listServerProcesses(data).includes(pid)
  try {
    const isPostgres = path.basename(readlinkSync(`/proc/${pid}/exe`)).startsWith("postgres")
    return isPostgres && readlinkSync(`/proc/${pid}/cwd`) === data
  } catch {
    // Gone in between, a zombie, or another user's: in each case not a server of ours.
    return false
  }
}

/** The live server of the folder `data`, if there is one. */
export function findPostmaster(data: string): Postmaster | undefined {
  let text: string
  try {
    text = readFileSync(path.join(data, "postmaster.pid"), "utf8")
  } catch {
    return undefined
  }
  const postmaster = parsePostmaster(text)
  return postmaster && isServerOf(postmaster.pid, data) ? postmaster : undefined
}
