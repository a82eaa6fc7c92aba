import { randomBytes } from "node:crypto"
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import path from "node:path"

import { AppError } from "#lib/kernel/errors.ts"
import { ensurePrivateFolder } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"

import { storageErrors } from "../errors.ts"
import { chooseAccount } from "./account.ts"
import type { Account } from "./account.ts"
import { canReach } from "./can-reach.ts"
import { stopAbandoned } from "./stop-abandoned.ts"

/** Where one installation's PostgreSQL lives. All paths are real paths, free of links. */
export interface Place {
  readonly base: string
  readonly data: string
  readonly sockets: string
  readonly passwordFile: string
  readonly logFile: string
  /** Undefined: the user who runs Caudal. */
  readonly account: Account | undefined
}

/** Where root keeps databases whose `$CAUDAL_HOME` an ordinary user cannot reach. */
export const SYSTEM_FOLDER = "/var/lib/caudal"
/** Says which home a folder in `SYSTEM_FOLDER` belongs to. */
const HOME_RECORD = "home"
/** A socket's path has at most 107 bytes, and PostgreSQL adds `/.s.PGSQL.5432.lock`. */
const SOCKET_FOLDER_BYTES_MAX = 80

function statOf(file: string) {
  return lstatSync(file, { throwIfNoEntry: false })
}

/** The owner of the cluster in `base`, if there is one. */
function ownerOfData(base: string): number | undefined {
  return statOf(path.join(base, "data"))?.uid
}

/** Finds the place that an earlier start made. Undefined before the first start. Changes nothing. */
export function findPlace(home: Home): Place | undefined {
  const entry = statOf(home.postgres)
  if (!entry) return undefined
  let base: string
  try {
    base = realpathSync(home.postgres)
  } catch (error) {
    const message = `${home.postgres} points to a folder that is gone. Put the folder back, or remove the link to start with an empty database.`
    throw new AppError(storageErrors.embeddedUnavailable, message, { cause: error })
  }
  if (entry.isSymbolicLink()) refuseSharedData(home, base)
  return describePlace(home, base)
}

function describePlace(home: Home, base: string): Place {
  const account = chooseAccount(ownerOfData(base))
  const beside = path.join(base, "socket")
  const outside = account ? `${home.sockets}-pg` : home.sockets
  return {
    base,
    data: path.join(base, "data"),
    sockets: account && Buffer.byteLength(beside) <= SOCKET_FOLDER_BYTES_MAX ? beside : outside,
    passwordFile: path.join(base, "password"),
    logFile: path.join(home.logs, "postgres.log"),
    account,
  }
}

/** A copied home carries a copy of the link: two installations would share one database without knowing. */
function refuseSharedData(home: Home, base: string): void {
  const record = path.join(base, HOME_RECORD)
  if (!statOf(record)) return
  const owner = readFileSync(record, "utf8")
  if (owner === home.root) return
  const ownerLink = path.join(owner, path.basename(home.postgres))
  if (statOf(ownerLink)?.isSymbolicLink() && realpathSync(ownerLink) === base) {
    const message = `${home.postgres} points to the database of ${owner}. Remove the link to start with an empty database here.`
    throw new AppError(storageErrors.embeddedUnavailable, message)
  }
  writeFileSync(record, home.root)
}

/**
 * Makes the folders of the embedded PostgreSQL, or finds those of an earlier start.
 *
 * An ordinary user has everything in `$CAUDAL_HOME`. As root the cluster belongs to an ordinary user; if that user cannot
 * reach `$CAUDAL_HOME`, it lies in `/var/lib/caudal` and `$CAUDAL_HOME/postgres` is a link to it.
 */
export function preparePlace(home: Home): Place {
  mkdirSync(home.root, { recursive: true })
  mkdirSync(home.logs, { recursive: true, mode: 0o700 })
  if (!statOf(home.postgres)) makeBase(home)
  const place = findPlace(home)
  if (!place) throw new Error(`${home.postgres} vanished while Caudal started.`)
  makeSocketFolder(place)
  if (!canReach(place.account, place.base)) {
    const who = place.account ? `The user ${place.account.name}, whom PostgreSQL runs as,` : "This user"
    const message = `${who} cannot enter ${place.base}. Let the user in, or run Caudal as the user who owns the folder.`
    throw new AppError(storageErrors.embeddedUnavailable, message)
  }
  return place
}

function makeBase(home: Home): void {
  const account = chooseAccount(undefined)
  if (!account) {
    ensurePrivateFolder(home.postgres)
    return
  }
  if (canReach(account, home.root)) {
    mkdirSync(home.postgres)
    chmodSync(home.postgres, 0o711)
    return
  }
  mkdirSync(SYSTEM_FOLDER, { recursive: true, mode: 0o755 })
  stopAbandoned(realpathSync(SYSTEM_FOLDER), HOME_RECORD, home.root)
  const base = path.join(realpathSync(SYSTEM_FOLDER), randomBytes(6).toString("hex"))
  mkdirSync(base)
  chmodSync(base, 0o711)
  writeFileSync(path.join(base, HOME_RECORD), home.root, { mode: 0o600 })
  symlinkSync(base, home.postgres)
}

function makeSocketFolder({ sockets, account }: Place): void {
  if (!account) {
    ensurePrivateFolder(sockets)
    return
  }
  mkdirSync(sockets, { recursive: true, mode: 0o700 })
  const stat = lstatSync(sockets)
  if (!stat.isDirectory() || (stat.uid !== 0 && stat.uid !== account.uid)) {
    const message = `${sockets} must be a folder that belongs to ${account.name}. Remove it and start again.`
    throw new AppError(storageErrors.embeddedUnavailable, message)
  }
  chownSync(sockets, account.uid, account.gid)
  chmodSync(sockets, 0o700)
}
