import { pagePaths } from "#lib/urls/contract.ts"

import { ApiError } from "./api-error.ts"

/** A session that has ended leads to the sign-in page, and back to here. Any other error is left to who asked. */
export function signInAgain(error: unknown): void {
  if (!(error instanceof ApiError) || error.status !== 401) return
  const { pathname, search } = window.location
  window.location.assign(pagePaths.login(`${pathname}${search}`))
}
