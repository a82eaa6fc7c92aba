import type { Clock } from "#lib/kernel/clock.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { transaction } from "#lib/storage/index.ts"
import type { Db } from "#lib/storage/index.ts"

import { identityErrors } from "./errors.ts"
import { hashPassword } from "./hash-password.ts"
import { LOCAL_USER } from "./local-user.ts"
import { getUserByEmail, setPasswordHash } from "./queries.ts"
import { recordAccountEvent } from "./record-account-event.ts"
import { endSessionsOf } from "./session-queries.ts"

/**
 * Gives a person another password and signs their browsers out: for whoever owns the machine, who could read and write
 * the database anyway. No route may call it.
 *
 * @throws identity.user_not_found
 */
export async function setPassword(
  { db, clock }: { db: Db; clock: Clock },
  { email, password }: { email: string; password: string },
): Promise<{ endedSessions: number }> {
  const passwordHash = await hashPassword(password)
  return await transaction(db, async (tx) => {
    const user = await getUserByEmail(tx, email)
    if (!user) throw new AppError(identityErrors.userNotFound, `There is no person ${email}.`, { target: "email" })
    const now = new Date(clock.nowMs())
    await setPasswordHash(tx, user.id, { passwordHash, now })
    const endedSessions = await endSessionsOf(tx, user.id, now)
    await recordAccountEvent(tx, {
      clock,
      actor: LOCAL_USER.email,
      person: user,
      action: "member.setPassword",
      target: { type: "member", id: user.id, name: user.email },
    })
    return { endedSessions }
  })
}
