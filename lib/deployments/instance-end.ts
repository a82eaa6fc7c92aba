import type { InstanceEnd } from "./schema.ts"

/** How an instance ended, for people: the first of these that is true. */
export type EndKind =
  | { readonly kind: "notStarted"; readonly message: string }
  | { readonly kind: "memory" }
  | { readonly kind: "script"; readonly message: string }
  | { readonly kind: "signal"; readonly signal: string }
  | { readonly kind: "exit"; readonly code: number }
  | { readonly kind: "vanished" }

/** Signals that end a process, by their numbers on Linux. */
const SIGNALS: Readonly<Record<number, string>> = {
  1: "SIGHUP",
  2: "SIGINT",
  4: "SIGILL",
  6: "SIGABRT",
  7: "SIGBUS",
  8: "SIGFPE",
  9: "SIGKILL",
  11: "SIGSEGV",
  15: "SIGTERM",
  31: "SIGSYS",
}

/** Sorts an end into one of few kinds, the most telling first. */
export function describeEnd({ startError, oom, error, signal, code }: InstanceEnd): EndKind {
  if (startError !== null) return { kind: "notStarted", message: startError }
  if (oom) return { kind: "memory" }
  if (error) return { kind: "script", message: error.message }
  if (signal !== null) return { kind: "signal", signal: SIGNALS[signal] ?? String(signal) }
  return code === null ? { kind: "vanished" } : { kind: "exit", code }
}
