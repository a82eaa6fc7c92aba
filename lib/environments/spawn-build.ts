import { spawn } from "node:child_process"
import { realpathSync } from "node:fs"

import { spawnSandboxed } from "#lib/compute/index.ts"
import type { SandboxTool } from "#lib/compute/index.ts"

import type { BuildCommand, BuildSpawn } from "./build-spawn.ts"

/** Folders that every sandbox has. */
const SYSTEM = ["/usr", "/bin", "/sbin", "/lib", "/lib64"]
/** Of memory that programs share; /tmp itself is on disk. */
const SHARED_MEMORY_MIB = 256

function isInside(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`))
}

/** A folder inside another needs no mount of its own; the system's are there. */
function withoutNested(paths: readonly string[]): string[] {
  const unique = [...new Set(paths)].filter((path) => !isInside(path, SYSTEM))
  return unique.filter(
    (path) =>
      !isInside(
        path,
        unique.filter((other) => other !== path),
      ),
  )
}

/**
 * Builds in the sandbox that instances have: only the environment's own folder and a cache are
 * writable, of the machine only the system, the interpreter and certificates are there, and the network is on.
 */
export function spawnBuildSandboxed(tool: SandboxTool): BuildSpawn {
  return ({ argv, env, cwd, writable, readable, temporary }: BuildCommand) => {
    const bind = (path: string) => ({ source: realpathSync(path), target: path })
    return spawnSandboxed(
      tool,
      {
        purpose: "build",
        env,
        cwd,
        network: true,
        mounts: withoutNested(readable).map(bind),
        writable: [{ source: realpathSync(temporary), target: "/tmp" }, ...withoutNested(writable).map(bind)],
        temporaryMib: SHARED_MEMORY_MIB,
      },
      argv,
    )
  }
}

/** Builds without a sandbox, for machines that cannot make one: packages then run as the user who runs Caudal. */
export const spawnBuildPlain: BuildSpawn = ({ argv, env, cwd }) => {
  const [program = "", ...args] = argv
  // NODE_ENV stands here because the types of Next ask for it; it means nothing to Python.
  return spawn(program, args, {
    env: { NODE_ENV: "production", ...env },
    cwd,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  })
}
