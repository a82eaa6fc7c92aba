/**
 * One vocabulary of errors for every process.
 *
 * A domain declares its errors once, in `lib/<domain>/errors.ts`, and throws them with a message for the person who sent
 * the request. The code decides the HTTP status; nothing else does.
 */

/** What one error code means, for the API and for the table in the documentation. */
export interface ErrorDefinition {
  /** Stable, dotted: `<domain>.<what>`. Clients match on it. */
  readonly code: string
  /** HTTP status that the API answers with. */
  readonly status: number
  /** Why it happens, one sentence for the error table. */
  readonly cause: string
  /** What to check or do, one sentence for the error table. */
  readonly check: string
}

/** A second-level problem, for instance one per invalid field. */
export interface ErrorDetail {
  readonly code: string
  readonly message: string
  readonly target?: string
}

interface AppErrorOptions {
  /** The field, resource or rule that the error is about, as the caller wrote it. */
  readonly target?: string
  readonly details?: readonly ErrorDetail[]
  /** For the log only; never sent. */
  readonly internal?: string
  readonly cause?: unknown
}

/** An expected failure: carries a code, a message that is safe to show, and what only the log may know. */
export class AppError extends Error {
  readonly definition: ErrorDefinition
  readonly target: string | undefined
  readonly details: readonly ErrorDetail[]
  readonly internal: string | undefined

  constructor(definition: ErrorDefinition, publicMessage: string, options: AppErrorOptions = {}) {
    super(publicMessage, { cause: options.cause })
    this.name = "AppError"
    this.definition = definition
    this.target = options.target
    this.details = options.details ?? []
    this.internal = options.internal
  }

  get code(): string {
    return this.definition.code
  }

  get status(): number {
    return this.definition.status
  }
}

/** The one error envelope of the API. */
export interface ErrorEnvelope {
  error: { code: string; message: string; target?: string; details: readonly ErrorDetail[] }
}

/** Declares a domain's errors: keys become `table.key`, codes stay as written. */
export function defineErrors<const T extends Record<string, ErrorDefinition>>(table: T): T {
  return table
}

/** Errors that belong to no domain. */
export const kernelErrors = defineErrors({
  internal: {
    code: "internal",
    status: 500,
    cause: "Caudal failed in a way it did not expect.",
    check: "Look for the request id in the logs of the process that answered.",
  },
  unavailable: {
    code: "unavailable",
    status: 503,
    cause: "Something that Caudal needs, most often the database, does not answer.",
    check: "`caudal status` shows which process is down; retry after a few seconds.",
  },
})

/** Turns an error into the envelope. Anything that is not an AppError is answered as `internal` and tells nothing. */
export function toErrorEnvelope(error: unknown): { status: number; body: ErrorEnvelope } {
  const known =
    error instanceof AppError
      ? error
      : new AppError(
          kernelErrors.internal,
          "Something went wrong inside Caudal. Look at what is there now: what you asked for may have been done.",
        )
  const { code, message, target, details } = known
  return {
    status: known.status,
    body: { error: { code, message, ...(target === undefined ? {} : { target }), details } },
  }
}
