import type { Stats } from "node:fs"
import { readdir, realpath, stat } from "node:fs/promises"
import path from "node:path"

import type { IsIgnored } from "#lib/assets/contract.ts"

import { CliError } from "../errors.ts"

/** One file of a tree to upload. */
export interface TreeFile {
  /** Relative to the tree's root, with `/`. */
  readonly path: string
  readonly absolute: string
  /** Bytes. */
  readonly size: number
  readonly executable: boolean
}

interface Walk {
  readonly root: string
  readonly isIgnored: IsIgnored
  readonly files: TreeFile[]
}

function isInside(root: string, target: string): boolean {
  return target === root || target.startsWith(root.endsWith(path.sep) ? root : root + path.sep)
}

async function resolveEntry(walk: Walk, absolute: string, relative: string): Promise<string> {
  const target = await realpath(absolute).catch(() => undefined)
  if (target === undefined)
    throw new CliError(`${relative} is a link that points at nothing. Remove it or leave it out with .amlignore.`)
  if (isInside(walk.root, target)) return target
  throw new CliError(
    `${relative} is a link that leaves the folder (to ${target}). Only links inside the folder are followed; copy the file or leave it out with .amlignore.`,
  )
}

function treeFile(relative: string, absolute: string, info: Stats): TreeFile {
  return { path: relative, absolute, size: info.size, executable: (info.mode & 0o100) !== 0 }
}

async function walkFolder(walk: Walk, folder: string, relative: string, above: readonly string[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries) {
    const inner = relative === "" ? entry.name : `${relative}/${entry.name}`
    const absolute = path.join(folder, entry.name)
    // Rules may leave out a link before anybody asks where it points.
    if (walk.isIgnored(inner, entry.isDirectory() ? "folder" : "file")) continue
    const target = entry.isSymbolicLink() ? await resolveEntry(walk, absolute, inner) : absolute
    const info = await stat(target)
    if (info.isDirectory()) {
      if (above.includes(target)) throw new CliError(`${inner} is a link to a folder that contains it.`)
      if (walk.isIgnored(inner, "folder")) continue
      await walkFolder(walk, target, inner, [...above, target])
    } else if (info.isFile()) {
      walk.files.push(treeFile(inner, absolute, info))
    } else {
      throw new CliError(`${inner} is neither a file nor a folder (a socket, pipe or device) and cannot be uploaded.`)
    }
  }
}

/**
 * The files below a folder, sorted by path. Links inside the folder are followed; one that leaves it, points at nothing
 * or runs in a circle is refused by name.
 *
 * @param root absolute and without links
 * @throws CliError
 */
export async function walkTree(root: string, isIgnored: IsIgnored): Promise<readonly TreeFile[]> {
  const walk: Walk = { root, isIgnored, files: [] }
  await walkFolder(walk, root, "", [root])
  return walk.files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}
