import { newSecret } from "#lib/auth/index.ts"
import { systemClock } from "#lib/kernel/clock.ts"
import type { Clock } from "#lib/kernel/clock.ts"
import { sha256Hex } from "#lib/kernel/json.ts"
import { lockInTransaction, transaction } from "#lib/storage/index.ts"
import type { Db } from "#lib/storage/index.ts"

import { createOwner } from "./create-owner.ts"
import { getUserByEmail, getWorkspaceByName, hasPersonWithPassword, setSetupToken } from "./queries.ts"
import { password, SETUP_LIFE_MS } from "./schema.ts"
import { writeWorkspace } from "./write-workspace.ts"

export const DEFAULT_WORKSPACE = "default"
/** Who prepares an installation, as events show it. */
export const LAUNCHER = "launcher"

interface FirstRun {
  readonly CAUDAL_ADMIN_EMAIL?: string | undefined
  readonly CAUDAL_ADMIN_PASSWORD?: string | undefined
}

/**
 * Prepares an installation for people: the workspace `default`, and the first owner from `CAUDAL_ADMIN_EMAIL` and
 * `CAUDAL_ADMIN_PASSWORD`. Does nothing that was done before; run it after `ensureInstallation`.
 *
 * @returns the token of a new one-time set-up link while nobody can sign in, else null.
 * @throws Error if `CAUDAL_ADMIN_PASSWORD` breaks the rule of passwords.
 */
export async function bootstrap(
  db: Db,
  env: FirstRun,
  clock: Clock = systemClock,
): Promise<{ setupToken: string | null }> {
  const nowMs = clock.nowMs()
  return await transaction(db, async (tx) => {
    await lockInTransaction(tx, "identity.bootstrap")
    if (!(await getWorkspaceByName(tx, DEFAULT_WORKSPACE))) {
      await writeWorkspace(tx, { name: DEFAULT_WORKSPACE, description: "", actor: LAUNCHER, nowMs })
    }
    const { CAUDAL_ADMIN_EMAIL: email, CAUDAL_ADMIN_PASSWORD: secret } = env
    if (email !== undefined && secret !== undefined && !(await getUserByEmail(tx, email))) {
      const rule = password.safeParse(secret)
      if (!rule.success) throw new Error(`CAUDAL_ADMIN_PASSWORD ${rule.error.issues[0]?.message ?? "is not usable"}.`)
      await createOwner(tx, { email, name: "", password: secret, actor: LAUNCHER }, nowMs)
    }
    if (await hasPersonWithPassword(tx)) {
      await setSetupToken(tx, null)
      return { setupToken: null }
    }
    const setupToken = newSecret()
    await setSetupToken(tx, { digest: sha256Hex(setupToken), expiresAt: new Date(nowMs + SETUP_LIFE_MS) })
    return { setupToken }
  })
}
