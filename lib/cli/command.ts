import type { Flag, FlagUse } from "./args/index.ts"
import type { Client } from "./client/create-client.ts"
import type { Settings } from "./client/read-settings.ts"
import type { Column } from "./output/render-table.ts"
import type { Terminal } from "./terminal.ts"

/** What a running command has at hand. */
export interface CommandContext {
  readonly terminal: Terminal
  readonly settings: Settings
  readonly client: Client
  /** The value of one of the command's flags. @throws UsageError where it is required and missing, or not valid */
  readonly get: <T>(flag: Flag<T>) => T
  /** Uses of flags in the order of the command line. */
  readonly uses: readonly FlagUse[]
  /** Words that are no flags, as many as the command declares at most. */
  readonly words: readonly string[]
  /** Prints a result to stdout in the format of `-o`, after `--query`. */
  readonly print: (value: unknown, options?: { columns?: readonly Column[] }) => Promise<void>
  /** Tells something on the way (stderr), unless `--only-show-errors`. */
  readonly tell: (line: string) => void
}

export interface CommandExample {
  readonly text: string
  readonly command: string
}

/** One command: what `--help`, the parser and the reference in `docs/` know of it, and the act itself. */
export interface Command {
  /** `online-endpoint create`, or `login` for a command without a group. */
  readonly name: string
  readonly summary: string
  readonly details?: string
  readonly words?: readonly { readonly name: string; readonly help: string; readonly required: boolean }[]
  readonly flags: readonly Flag[]
  readonly examples: readonly CommandExample[]
  /** Answers nothing when all went well; a number is the exit code. */
  readonly run: (context: CommandContext) => Promise<number | undefined>
}
