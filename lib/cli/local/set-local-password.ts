import { existsSync } from "node:fs"

import { setPassword } from "#lib/identity/index.ts"
import { systemClock } from "#lib/kernel/clock.ts"
import { readEnv } from "#lib/kernel/env.ts"
import type { Home } from "#lib/kernel/home.ts"
import { close, connect } from "#lib/storage/index.ts"

import { withDatabase } from "../backup/with-database.ts"
import { CliError } from "../errors.ts"

interface LostPassword {
  readonly email: string
  readonly password: string
}

/**
 * Sets a person's password in the database of this home, whether Caudal runs or not.
 *
 * @throws CliError when there is no such database; identity.user_not_found
 */
export async function setLocalPassword(home: Home, lost: LostPassword): Promise<{ endedSessions: number }> {
  // Without this the embedded server would be made here, empty.
  if (readEnv().DATABASE_URL === undefined && !existsSync(home.postgres)) {
    throw new CliError(
      `${home.root} has no Caudal. Set CAUDAL_HOME and DATABASE_URL as they are set for Caudal itself.`,
    )
  }
  return await withDatabase(home, async (url) => {
    const db = connect(url, { max: 1, applicationName: "caudal user set-password" })
    try {
      return await setPassword({ db, clock: systemClock }, lost)
    } finally {
      await close(db)
    }
  })
}
