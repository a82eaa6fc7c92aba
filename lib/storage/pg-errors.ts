/** Codes of PostgreSQL (its manual, appendix A) and of the driver that Caudal acts on. */
const RETRYABLE = new Set(["40001", "40P01"])
const UNAVAILABLE = new Set(
  "57P01 57P02 57P03 53300 08000 08003 08006 CONNECTION_CLOSED CONNECTION_ENDED CONNECTION_DESTROYED CONNECT_TIMEOUT".split(
    " ",
  ),
)
/** What a socket says of a server that is away. Files and other programs have these codes too: only a lane may read them. */
const SOCKET_CODES = new Set("ECONNREFUSED ECONNRESET ENOENT ENOTFOUND EPIPE ETIMEDOUT".split(" "))

/** The code of a database error, looked for through the chain of causes because drizzle wraps what the driver throws. */
export function pgErrorCode(error: unknown): string | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth++) {
    if ("code" in current && typeof current.code === "string") return current.code
  }
  return undefined
}

/** The constraint that a write broke, if the error names one. */
export function violatedConstraint(error: unknown): string | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth++) {
    if ("constraint_name" in current && typeof current.constraint_name === "string") return current.constraint_name
  }
  return undefined
}

/** Whether the transaction was rolled back because of others and will probably succeed if it is run again. */
export function isRetryable(error: unknown): boolean {
  return RETRYABLE.has(pgErrorCode(error) ?? "")
}

/** Whether what the driver threw came from its socket: the server was not reached, or is gone. */
export function isSocketError(error: unknown): boolean {
  return SOCKET_CODES.has(pgErrorCode(error) ?? "")
}

/** Whether the database is not there right now; after a while the same query may work. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return UNAVAILABLE.has(pgErrorCode(error) ?? "")
}

/** Whether a unique constraint was broken, the one named `constraint` if given. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return pgErrorCode(error) === "23505" && (constraint === undefined || violatedConstraint(error) === constraint)
}
