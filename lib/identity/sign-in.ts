import type { Clock } from "#lib/kernel/clock.ts"
import { AppError } from "#lib/kernel/errors.ts"
import type { Db } from "#lib/storage/index.ts"

import { ATTEMPT_WINDOW_MS } from "./attempt-limiter.ts"
import type { AttemptLimiter } from "./attempt-limiter.ts"
import { identityErrors } from "./errors.ts"
import { getUserByEmail } from "./queries.ts"
import type { UserRow } from "./queries.ts"
import { verifyPassword } from "./verify-password.ts"

export interface SignInContext {
  readonly db: Db
  readonly clock: Clock
  readonly limiter: AttemptLimiter
  /** Where the request came from. */
  readonly clientIp: string
}

/**
 * The person with this e-mail address and password.
 *
 * @throws identity.bad_credentials, whichever of the two is wrong; identity.too_many_attempts, identity.sign_in_busy
 */
export async function signIn(
  { db, clock, limiter, clientIp }: SignInContext,
  { email, password }: { email: string; password: string },
): Promise<UserRow> {
  const attempt = { email, clientIp }
  if (!limiter.take(attempt, clock.nowMs())) {
    throw new AppError(
      identityErrors.tooManyAttempts,
      `Too many failed attempts. Wait up to ${ATTEMPT_WINDOW_MS / 60_000} minutes.`,
    )
  }
  const user = await findByPassword(db, email, password).catch((error: unknown) => {
    // A busy studio, or a database that is away, has looked at no password.
    limiter.release(attempt)
    throw error
  })
  if (!user) throw new AppError(identityErrors.badCredentials, "The e-mail address or the password is wrong.")
  limiter.succeed(attempt)
  return user
}

/** Takes as long for an address that nobody has. @throws identity.sign_in_busy */
async function findByPassword(db: Db, email: string, password: string): Promise<UserRow | null> {
  const user = await getUserByEmail(db, email)
  const isRight = await verifyPassword(user?.passwordHash ?? null, password)
  return user && isRight && !user.disabledAt ? user : null
}
