import { randomUUID } from "node:crypto"

import { authErrors, seal, unseal } from "#lib/auth/index.ts"
import type { MasterKey } from "#lib/auth/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import type { Db } from "#lib/storage/index.ts"

import { identityErrors } from "./errors.ts"
import { getInstallation, insertInstallation } from "./queries.ts"

const CANARY = "caudal"
const rowIdentity = (installationId: string) => `installation:${installationId}`

/**
 * Makes the installation's row on the first start; later it proves that the master key fits this database.
 *
 * @throws auth.master_key_mismatch
 */
export async function ensureInstallation(db: Db, masterKey: MasterKey): Promise<{ installationId: string }> {
  if (!(await getInstallation(db))) {
    const installationId = randomUUID()
    await insertInstallation(db, { installationId, canary: seal(masterKey, CANARY, rowIdentity(installationId)) })
  }
  return await requireInstallation(db, masterKey)
}

/**
 * The installation, once its canary has opened.
 *
 * @throws identity.installation_missing, auth.master_key_mismatch
 */
export async function requireInstallation(db: Db, masterKey: MasterKey): Promise<{ installationId: string }> {
  const row = await getInstallation(db)
  if (!row) throw new AppError(identityErrors.installationMissing, "The database holds no installation of Caudal yet.")
  try {
    unseal(masterKey, row.canary, rowIdentity(row.installationId))
  } catch (error) {
    throw new AppError(
      authErrors.masterKeyMismatch,
      "This database was sealed under another master key. Start with the CAUDAL_MASTER_KEY or the master.key file that it was made with.",
      { cause: error },
    )
  }
  return { installationId: row.installationId }
}
