import { readFile, realpath, stat } from "node:fs/promises"
import path from "node:path"

import type { EnvironmentFiles } from "./read-dependencies.ts"

/** Largest requirements file that is read. */
const TEXT_BYTES_MAX = 1024 * 1024

/**
 * The files below a folder. Links that lead out of it count as not there.
 *
 * @param folder null for an environment that has no files beside its conda file.
 */
export function openEnvironmentFiles(folder: string | null): EnvironmentFiles {
  const locate = async (inside: string): Promise<string | null> => {
    if (folder === null) return null
    const root = await realpath(folder)
    const real = await realpath(path.join(root, inside)).catch(() => null)
    return real !== null && (real === root || real.startsWith(root + path.sep)) ? real : null
  }
  return {
    has: async (inside) => (await locate(inside)) !== null,
    readText: async (inside) => {
      const file = await locate(inside)
      if (file === null) return null
      const facts = await stat(file)
      return facts.isFile() && facts.size <= TEXT_BYTES_MAX ? readFile(file, "utf8") : null
    },
  }
}
