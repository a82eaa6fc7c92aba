import { spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"

import { readHostLayout } from "./read-host-layout.ts"
import { buildSandboxArgv } from "./sandbox.ts"
import type { SandboxRequest, SandboxTool } from "./sandbox.ts"

const OPTIONS_FD = 3
const SECCOMP_FD = 4

/**
 * Runs `command` in a sandbox, stdin empty, stdout and stderr as pipes, in a process group of its own: end it with
 * `process.kill(-child.pid)`, and all that it started ends with it.
 *
 * @param tool from `findBwrap`. The caller decides what to do where there is none.
 */
export function spawnSandboxed(tool: SandboxTool, request: SandboxRequest, command: readonly string[]): ChildProcess {
  const options = buildSandboxArgv(request, readHostLayout(), tool.features)
  const filter = tool.seccomp === null ? [] : ["--seccomp", String(SECCOMP_FD)]
  const child = spawn(tool.path, ["--args", String(OPTIONS_FD), ...filter, "--", ...command], {
    // Nothing of our environment may reach bubblewrap itself: LD_PRELOAD would run outside of the sandbox.
    env: { NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe", "pipe", tool.seccomp === null ? "ignore" : "pipe"],
    detached: true,
  })
  hand(child, OPTIONS_FD, options.map((option) => `${option}\0`).join(""))
  if (tool.seccomp !== null) hand(child, SECCOMP_FD, tool.seccomp)
  return child
}

/** Writes what bubblewrap reads to its end from one of its descriptors. */
function hand(child: ChildProcess, descriptor: number, content: string | Buffer): void {
  const pipe = child.stdio[descriptor]
  if (!pipe || !("end" in pipe)) return
  // A bubblewrap that fails at once closes the pipe; its exit code tells, this error would only repeat it.
  pipe.on("error", () => undefined)
  pipe.end(content)
}
