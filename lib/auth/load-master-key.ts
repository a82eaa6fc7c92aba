import { randomBytes } from "node:crypto"
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs"
import { userInfo } from "node:os"
import path from "node:path"

import { readEnv } from "#lib/kernel/env.ts"
import { AppError } from "#lib/kernel/errors.ts"
import type { Home } from "#lib/kernel/home.ts"

import { authErrors } from "./errors.ts"
import { parseMasterKey } from "./master-key.ts"
import type { MasterKey } from "./master-key.ts"

/** Writes a new key and gives it its name last, so that two processes that start together agree on one key. */
function createKeyFile(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`
  const fd = openSync(draft, "wx", 0o600)
  try {
    writeSync(fd, `${randomBytes(32).toString("base64")}\n`)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code
}

function openKeyFile(file: string): number {
  try {
    return openSync(file, "r")
  } catch (error) {
    if (!isCode(error, "ENOENT")) throw error
    createKeyFile(file)
    return openSync(file, "r")
  }
}

/**
 * The master key: `CAUDAL_MASTER_KEY`, else the home's `master.key`, which is made on the first start.
 *
 * @throws auth.master_key_invalid, auth.master_key_exposed if others may read the file.
 */
export function loadMasterKey(home: Home, fromEnv: string | undefined = readEnv().CAUDAL_MASTER_KEY): MasterKey {
  if (fromEnv !== undefined) return parseMasterKey(fromEnv, "CAUDAL_MASTER_KEY")
  const fd = openKeyFile(home.masterKeyFile)
  try {
    const stat = fstatSync(fd)
    if ((stat.mode & 0o077) !== 0 || stat.uid !== userInfo().uid) {
      throw new AppError(
        authErrors.masterKeyExposed,
        `${home.masterKeyFile} must belong to the user who runs Caudal and have mode 600. Mend it with: chmod 600 ${home.masterKeyFile}`,
        { target: "master.key" },
      )
    }
    return parseMasterKey(readFileSync(fd, "utf8"), home.masterKeyFile)
  } finally {
    closeSync(fd)
  }
}
