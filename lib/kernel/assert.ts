/** States what must be true. A failure is a bug of ours: the request crashes, the process does not. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Assertion failed: ${message}`)
}

/** Ends an exhaustive switch: the type checker refuses a forgotten case, the throw catches a wrong value from outside. */
export function assertNever(value: never, what: string): never {
  throw new Error(`Unexpected ${what}: ${String(value)}`)
}
