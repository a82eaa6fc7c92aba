import type { ChildProcess } from "node:child_process"

/** One command of a build, and what it may touch besides the machine's system folders. Absolute paths. */
export interface BuildCommand {
  readonly argv: readonly string[]
  /** The whole environment of the command. */
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  /** Folders that the command may change. Everything else is read-only or not there. */
  readonly writable: readonly string[]
  /** Files and folders that the command may read. */
  readonly readable: readonly string[]
  /**
   * A folder on disk that takes the place of /tmp in a sandbox. It is not handed over by name, because Python puts sockets
   * into its temporary folder, whose path must be short.
   */
  readonly temporary: string
}

/**
 * Starts a command of a build: stdout and stderr as pipes, in a process group of its own. What the sandbox is, the caller of
 * a build decides (`spawnBuildSandboxed`, `spawnBuildPlain`).
 */
export type BuildSpawn = (command: BuildCommand) => ChildProcess
