/** What a command of a build may touch besides the machine's system folders. Absolute paths. */
export interface BuildAccess {
  /** Folders that the command may change. Everything else is read-only or not there. */
  readonly writable: readonly string[]
  /** Files and folders that the command may read. */
  readonly readable: readonly string[]
}

/**
 * Puts a command into the sandbox. The environment of the process is already the command's own, nothing of the controller's;
 * network is on. Without a sandbox the command comes back as it is.
 */
export type SandboxWrap = (argv: readonly string[], access: BuildAccess) => readonly string[]
