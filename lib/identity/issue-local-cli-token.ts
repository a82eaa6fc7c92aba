import { randomBytes } from "node:crypto"
import { readFileSync, renameSync, writeFileSync } from "node:fs"
import path from "node:path"

import { systemClock } from "#lib/kernel/clock.ts"
import type { Clock } from "#lib/kernel/clock.ts"
import { ensurePrivateFolder } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"
import { lockInTransaction, transaction } from "#lib/storage/index.ts"
import type { Db } from "#lib/storage/index.ts"

import { LAUNCHER } from "./bootstrap.ts"
import { createOwner } from "./create-owner.ts"
import { LOCAL_USER } from "./local-user.ts"
import { getUserByEmail } from "./queries.ts"
import { verifyToken } from "./verify-token.ts"
import { writeToken } from "./write-token.ts"

function readToken(file: string): string | null {
  try {
    return readFileSync(file, "utf8").trim() || null
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null
    throw error
  }
}

/**
 * Makes sure that the CLI on this machine can sign in: `home.cliTokenFile` (mode 600) holds a token of the local user.
 * One that still works is kept; a revoked one is replaced at the next start. Run it after `bootstrap`.
 */
export async function issueLocalCliToken(db: Db, home: Home, clock: Clock = systemClock): Promise<void> {
  const held = readToken(home.cliTokenFile)
  if (held !== null && (await verifyToken({ db, clock }, held))) return
  const nowMs = clock.nowMs()
  const { text } = await transaction(db, async (tx) => {
    await lockInTransaction(tx, "identity.bootstrap")
    const known = await getUserByEmail(tx, LOCAL_USER.email)
    const { id } = known ?? (await createOwner(tx, { ...LOCAL_USER, actor: LAUNCHER }, nowMs))
    return await writeToken(tx, {
      person: { id, isOwner: true },
      actor: LAUNCHER,
      name: "local CLI",
      expiresAt: null,
      nowMs,
    })
  })
  ensurePrivateFolder(path.dirname(home.cliTokenFile))
  const draft = `${home.cliTokenFile}.${randomBytes(4).toString("hex")}`
  writeFileSync(draft, `${text}\n`, { mode: 0o600, flag: "wx" })
  renameSync(draft, home.cliTokenFile)
}
