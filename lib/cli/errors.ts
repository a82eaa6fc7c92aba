/** Exit codes, as `az` uses them. */
export const EXIT = { ok: 0, failed: 1, usage: 2, notFound: 3, interrupted: 130 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

interface CliErrorOptions {
  readonly exitCode?: ExitCode
  /** Further lines: log lines, details per field. Shown indented. */
  readonly lines?: readonly string[]
  /** What to do next, most often a command. */
  readonly next?: string
  readonly cause?: unknown
}

/** A failure that is told to the person at the terminal, without a stack. */
export class CliError extends Error {
  readonly exitCode: ExitCode
  readonly lines: readonly string[]
  readonly next: string | undefined

  constructor(message: string, options: CliErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.name = "CliError"
    this.exitCode = options.exitCode ?? EXIT.failed
    this.lines = options.lines ?? []
    this.next = options.next
  }
}

/** The command line itself is wrong: exit code 2. */
export class UsageError extends CliError {
  constructor(message: string, next?: string) {
    super(message, { exitCode: EXIT.usage, ...(next === undefined ? {} : { next }) })
    this.name = "UsageError"
  }
}
