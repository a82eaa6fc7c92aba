import { existsSync, lstatSync, readlinkSync, realpathSync } from "node:fs"
import path from "node:path"

import type { Mount } from "../schema.ts"

const LINKS_MAX = 40
/** Folders that a sandbox has anyway. */
const SYSTEM = ["/usr", "/bin", "/sbin", "/lib", "/lib64"]

/**
 * What a program needs to see of its own installation: its virtual environment and, link by link, every folder on the
 * way to the real interpreter. Programs of the system need nothing.
 *
 * @param program absolute path of the command's first word.
 */
export function interpreterMounts(program: string): Mount[] {
  const prefixes: string[] = []
  let current = program
  for (let links = 0; links < LINKS_MAX; links++) {
    prefixes.push(prefixOf(current))
    const stat = lstatSync(current, { throwIfNoEntry: false })
    if (!stat?.isSymbolicLink()) break
    current = path.resolve(path.dirname(current), readlinkSync(current))
  }
  // The folder on the way may itself be a link; the interpreter finds its library beside its real path.
  if (existsSync(current)) prefixes.push(prefixOf(realpathSync(current)))
  const targets = [...new Set(prefixes)].filter((prefix) => prefix !== "/" && !isSystem(prefix) && existsSync(prefix))
  return targets.map((target) => ({ source: realpathSync(target), target }))
}

/** `/x/venv/bin/python` belongs to `/x/venv`; a program that is in no `bin` stands alone. */
function prefixOf(program: string): string {
  const folder = path.dirname(program)
  return path.basename(folder) === "bin" ? path.dirname(folder) : program
}

function isSystem(folder: string): boolean {
  return SYSTEM.some((system) => folder === system || folder.startsWith(`${system}/`))
}
