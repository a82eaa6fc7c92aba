import { readFileSync } from "node:fs"

import { AppError } from "#lib/kernel/errors.ts"

import { storageErrors } from "../errors.ts"

/** The ordinary user that PostgreSQL runs as when Caudal itself runs as root. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** In order: a user made for us, the one that PostgreSQL packages make, and the one that every system has. */
const PREFERRED = ["caudal", "postgres", "nobody"]

/** The accounts of a passwd file (`man 5 passwd`); lines of another shape are left out. */
export function parsePasswd(text: string): Account[] {
  return text.split("\n").flatMap((line) => {
    const [name, , uid, gid] = line.split(":")
    if (!name || !/^\d+$/.test(uid ?? "") || !/^\d+$/.test(gid ?? "")) return []
    return [{ name, uid: Number(uid), gid: Number(gid) }]
  })
}

/**
 * Whom to run PostgreSQL as, which refuses to run as root.
 *
 * @param ownerUid who owns the data folder, if there is one: data never changes hands.
 * @returns undefined when Caudal runs as an ordinary user, because then PostgreSQL runs as the same user.
 * @throws AppError if Caudal runs as root and there is no account to use.
 */
export function chooseAccount(ownerUid: number | undefined): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const accounts = parsePasswd(readFileSync("/etc/passwd", "utf8"))
  const found =
    ownerUid === undefined
      ? PREFERRED.flatMap((name) => accounts.filter((account) => account.name === name && account.uid !== 0))[0]
      : accounts.find((account) => account.uid === ownerUid && account.uid !== 0)
  if (found) return found
  throw new AppError(
    storageErrors.embeddedUnavailable,
    ownerUid === undefined
      ? `PostgreSQL does not run as root, and this machine has none of the users ${PREFERRED.join(", ")}. Add one, or set DATABASE_URL.`
      : `The database folder belongs to user id ${ownerUid}, which /etc/passwd does not name. Add that user, or change the folder's owner.`,
  )
}
