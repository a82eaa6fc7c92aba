import { AppError } from "#lib/kernel/errors.ts"
import { newId } from "#lib/kernel/ids.ts"
import { isUniqueViolation } from "#lib/storage/index.ts"
import type { Db } from "#lib/storage/index.ts"

import { identityErrors } from "./errors.ts"
import { hashPassword } from "./hash-password.ts"
import { insertUser } from "./queries.ts"
import type { UserView } from "./schema.ts"

interface NewUser {
  readonly email: string
  readonly name?: string | undefined
  /** Null for people who sign in elsewhere and for Caudal's own users. */
  readonly password: string | null
  readonly isOwner?: boolean
}

/** Makes a person. Who may do so is the caller's business. @throws identity.email_taken */
export async function createUser(
  db: Db,
  { email, name = "", password, isOwner = false }: NewUser,
  nowMs: number,
): Promise<UserView> {
  const id = newId("user", nowMs)
  const passwordHash = password === null ? null : await hashPassword(password)
  try {
    await insertUser(db, { id, email: email.toLowerCase(), name, passwordHash, isOwner })
  } catch (error) {
    if (!isUniqueViolation(error, "users_email_idx")) throw error
    throw new AppError(identityErrors.emailTaken, `Another person has the e-mail address ${email}.`, {
      target: "email",
      cause: error,
    })
  }
  return { id, email: email.toLowerCase(), name, is_owner: isOwner }
}
