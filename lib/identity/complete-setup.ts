import { timingSafeEqual } from "node:crypto"

import type { Clock } from "#lib/kernel/clock.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { sha256Hex } from "#lib/kernel/json.ts"
import { transaction } from "#lib/storage/index.ts"
import type { Db } from "#lib/storage/index.ts"

import { createOwner } from "./create-owner.ts"
import { identityErrors } from "./errors.ts"
import { getInstallation, hasPersonWithPassword, setSetupToken } from "./queries.ts"
import type { SetupInput, UserView } from "./schema.ts"

function isSame(digest: string | null, token: string): boolean {
  return digest !== null && timingSafeEqual(Buffer.from(digest), Buffer.from(sha256Hex(token)))
}

/**
 * Makes the first owner for whoever holds the one-time set-up link.
 *
 * @throws identity.setup_invalid if the link is wrong, used or old, or somebody can sign in already; identity.email_taken
 */
export async function completeSetup({ db, clock }: { db: Db; clock: Clock }, input: SetupInput): Promise<UserView> {
  const nowMs = clock.nowMs()
  return await transaction(db, async (tx) => {
    const row = await getInstallation(tx, { lock: true })
    const isOpen = row !== null && row.setupExpiresAt !== null && row.setupExpiresAt.getTime() > nowMs
    if (!isOpen || !isSame(row.setupDigest, input.token) || (await hasPersonWithPassword(tx))) {
      throw new AppError(
        identityErrors.setupInvalid,
        "This set-up link is wrong, used or too old. While nobody can sign in, a restart prints a new one.",
        { target: "token" },
      )
    }
    await setSetupToken(tx, null)
    return await createOwner(tx, { ...input, actor: input.email }, nowMs)
  })
}
