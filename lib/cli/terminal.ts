/** Where a command reads and writes. Results go to `out`, everything told on the way goes to `err`. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether a person watches: spinners and bars are drawn only then. */
  readonly isErrTty: boolean
  readonly isOutTty: boolean
  readonly isInTty: boolean
  readonly columns: number
  /** All of standard input, as text. */
  readonly readInput: () => Promise<string>
  /** Asks on the terminal; with `secret` the answer is not shown. */
  readonly ask: (question: string, options: { secret: boolean }) => Promise<string>
  /** Calls `handler` on Ctrl-C in place of ending; answers how to go back. */
  readonly onInterrupt: (handler: () => void) => () => void
}
