import type { ChildProcess } from "node:child_process"
import type { Readable } from "node:stream"

/** Who gets to know what of a running command. */
export interface Watcher {
  readonly onLine: (line: string) => void
  /** Told the process group, so that it can be found again if this process dies. */
  readonly onSpawn?: (pid: number) => void
  readonly signal: AbortSignal
}

/** A longer line is cut: a hostile build could print without end. */
const LINE_CHARS_MAX = 4096
const SIGNALED = 137

function splitLines(stream: Readable, onLine: (line: string) => void): void {
  let rest = ""
  stream.setEncoding("utf8")
  stream.on("data", (chunk: string) => {
    const lines = (rest + chunk).split(/\r\n|\n|\r/)
    rest = (lines.pop() ?? "").slice(0, LINE_CHARS_MAX)
    for (const line of lines) if (line.trim() !== "") onLine(line.slice(0, LINE_CHARS_MAX))
  })
  stream.on("end", () => {
    if (rest.trim() !== "") onLine(rest)
  })
}

/** Ends a process group at once; one that is gone is no error. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL")
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error
  }
}

/**
 * Waits for a command that was started in a process group of its own, and hands on each line of its output.
 *
 * @returns its exit code, or 137 if a signal ended it, as an abort does.
 * @throws Error if the program could not be started.
 */
export async function runLogged(child: ChildProcess, watcher: Watcher): Promise<number> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      if (child.pid !== undefined) killGroup(child.pid)
    }
    if (child.pid !== undefined) watcher.onSpawn?.(child.pid)
    if (child.stdout) splitLines(child.stdout, watcher.onLine)
    if (child.stderr) splitLines(child.stderr, watcher.onLine)
    watcher.signal.addEventListener("abort", stop, { once: true })
    if (watcher.signal.aborted) stop()
    child.once("error", (error) => {
      watcher.signal.removeEventListener("abort", stop)
      reject(error)
    })
    let exitCode = 1
    child.once("exit", (code, signal) => {
      exitCode = code ?? (signal === null ? 1 : SIGNALED)
      watcher.signal.removeEventListener("abort", stop)
      // What it left running would hold the pipes open and go on writing.
      stop()
    })
    child.once("close", () => resolve(exitCode))
  })
}
