import type { UpstreamFailure } from "./upstream-connection.ts"

interface Attempt {
  readonly failure: UpstreamFailure
  /** Whether any byte of an answer came. */
  readonly hadBytes: boolean
  /** Whether the connection had served a request before. */
  readonly isReused: boolean
  readonly method: string
  /** Whether all of the body is still here. */
  readonly canResend: boolean
}

/** Methods that change nothing (RFC 9110 section 9.2.1). */
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS", "TRACE"])

/**
 * Whether a request may be offered to an instance again. Never score twice by accident:
 *
 * | failure                | again?                                                        |
 * |------------------------|---------------------------------------------------------------|
 * | not-sent               | yes: no byte left                                             |
 * | unread                 | yes: the instance closed before it had the whole request      |
 * | lost, no answer byte   | only a safe method on a reused connection                     |
 * | lost, after some bytes | no                                                            |
 * | malformed, aborted     | no                                                            |
 */
export function mayRetry({ failure, hadBytes, isReused, method, canResend }: Attempt): boolean {
  if (!canResend || hadBytes) return false
  if (failure === "not-sent" || failure === "unread") return true
  return failure === "lost" && isReused && SAFE_METHODS.has(method)
}
