import { readFile, readdir } from "node:fs/promises"

/** A process of this machine: a pid may be dealt again, together with the start time it may not. */
export interface ProcessStat {
  readonly pid: number
  readonly state: string
  readonly session: number
  /** Clock ticks since boot. */
  readonly startTime: number
}

/** Reads one line of /proc/<pid>/stat. The name in brackets may hold anything, so fields count from the last bracket. Pure. */
export function parseStat(text: string): ProcessStat | null {
  const end = text.lastIndexOf(")")
  const pid = Number.parseInt(text, 10)
  const fields = text.slice(end + 2).split(" ")
  const [state, session, startTime] = [fields[0], fields[3], fields[19]]
  if (end < 0 || !Number.isInteger(pid) || state === undefined || session === undefined || startTime === undefined)
    return null
  return { pid, state, session: Number(session), startTime: Number(startTime) }
}

/** The living process with this pid, or null. One that has ended and was not waited for does not live. */
export async function readProcess(pid: number): Promise<ProcessStat | null> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").then(parseStat, () => null)
  return stat !== null && stat.state !== "Z" && stat.state !== "X" ? stat : null
}

/** Every living process that this user may look at. */
export async function listProcesses(): Promise<ProcessStat[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name))
  const stats = await Promise.all(pids.map((pid) => readProcess(Number(pid))))
  return stats.filter((stat) => stat !== null)
}

/** Names this boot of the machine. */
export async function readBootId(): Promise<string> {
  return (await readFile("/proc/sys/kernel/random/boot_id", "utf8")).trim()
}

/** Sends a signal; a process that is gone, or never was ours, is fine. */
export function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // ESRCH and EPERM: nothing of ours lives under that number.
  }
}
