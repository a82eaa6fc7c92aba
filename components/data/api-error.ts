interface Problem {
  readonly code: string
  readonly message: string
  readonly target?: string
  readonly details?: ReadonlyArray<{ readonly code: string; readonly message: string; readonly target?: string }>
}

/** Status of an answer that never came. */
const NO_ANSWER = 0
const PASSING = new Set([NO_ANSWER, 502, 503, 504])

/** A request that the API refused, or that it did not answer (status 0). */
export class ApiError extends Error {
  readonly status: number
  readonly problem: Problem
  /** Finds the request in the studio's log. */
  readonly requestId: string | null

  constructor(status: number, problem: Problem, requestId: string | null, cause?: unknown) {
    super(problem.message, { cause })
    this.name = "ApiError"
    this.status = status
    this.problem = problem
    this.requestId = requestId
  }

  /** Whether asking again may help without anything being changed. */
  get isPassing(): boolean {
    return PASSING.has(this.status)
  }
}

/** Any failure as one of the API: what is not is a mistake of the page, and says so. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  const message = error instanceof Error ? error.message : String(error)
  return new ApiError(-1, { code: "page", message }, null, error)
}
