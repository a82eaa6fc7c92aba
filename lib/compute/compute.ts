import type { InstanceHandle, InstanceSpec, InstanceStats, LogLine, ObservedInstance } from "./schema.ts"

/** What to read of an instance's output. */
export interface LogOptions {
  /** Only the last so many lines, at least 0; all that is kept when absent. */
  readonly tail?: number
  /** Goes on with new lines until the instance has ended or `signal` is aborted. */
  readonly follow?: boolean
  readonly signal?: AbortSignal
}

/**
 * Where instances run. Each driver (`local`, later `docker` and `kubernetes`) passes the same tests
 * (`compute-contract.ts`). A driver keeps no state of its own: whatever it knows is on the machine.
 */
export interface Compute {
  readonly driver: string

  /**
   * Starts an instance and resolves once its command was executed; whether it is ready is asked by probes. Starting one
   * that already runs, or that another start is about to run, returns its handle; what an earlier, ended run left is cleared.
   *
   * @throws AppError `compute.invalid_spec`, `compute.start_failed`, `compute.unsupported_host`.
   */
  start(spec: InstanceSpec): Promise<InstanceHandle>

  /** Every instance on this machine, also those that this process did not start. */
  observe(): Promise<readonly ObservedInstance[]>

  /** Asks the instance to end, and ends it after `graceS` seconds (0 to 3600). Resolves when it is gone. */
  stop(handle: InstanceHandle, options: { readonly graceS: number }): Promise<void>

  /** Ends the instance at once if it lives, and frees its files, sockets, control groups and mounts. May be called again. */
  remove(handle: InstanceHandle): Promise<void>

  /** The instance's output, oldest line first. */
  logs(handle: InstanceHandle, options?: LogOptions): AsyncIterable<LogLine>

  /** What the instance uses now; null when it does not run. */
  stats(handle: InstanceHandle): Promise<InstanceStats | null>
}
