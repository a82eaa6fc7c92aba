/** States what must be true. A failure is a bug of ours: the request crashes, the process does not. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Assertion failed: ${message}`)
}
