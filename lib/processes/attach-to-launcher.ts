/** A child's end of its pipe to the launcher. */
export interface LauncherLink {
  /** Aborted when the launcher is gone or asks the process to end. */
  readonly signal: AbortSignal
  /** Tells the launcher that this process can do its work. */
  ready(): void
}

/**
 * Ties this process to the launcher that started it: it ends when the pipe closes, however the launcher died, and on
 * SIGTERM. Ctrl-C and the end of a terminal reach the whole group; the launcher alone acts on them, so that the order of
 * stopping is its own.
 */
export function attachToLauncher(): LauncherLink {
  const ending = new AbortController()
  process.on("disconnect", () => ending.abort())
  process.on("SIGTERM", () => ending.abort())
  for (const signal of ["SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (process.send === undefined) ending.abort()
    })
  }
  return {
    signal: ending.signal,
    ready() {
      process.send?.({ type: "ready" })
    },
  }
}
