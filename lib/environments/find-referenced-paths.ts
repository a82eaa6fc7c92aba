import { AppError } from "#lib/kernel/errors.ts"

import { openEnvironmentFiles } from "./open-environment-files.ts"
import { readDependencies } from "./read-dependencies.ts"
import type { DependencyFile } from "./read-dependencies.ts"

/**
 * What of a folder an environment needs beside its conda file: the files of `-r` and `-c`, the local projects, wheels and
 * `--find-links` folders. For a client that uploads an environment.
 *
 * @returns paths below `folder`, sorted; an empty path is the folder itself. What is not there is left out; the build names it.
 */
export async function findReferencedPaths(file: DependencyFile, folder: string): Promise<string[]> {
  const files = openEnvironmentFiles(folder)
  const found = new Set<string>()
  const remember = (path: string) => {
    found.add(path)
    return path
  }
  try {
    const { options } = await readDependencies(file, {
      has: async (path) => files.has(remember(path)),
      readText: async (path) => files.readText(remember(path)),
    })
    for (const { value, isPath } of options.findLinks) if (isPath) remember(value)
  } catch (error) {
    // What is wrong with the file is said by the build, in one place for every client.
    if (!(error instanceof AppError)) throw error
  }
  const there = await Promise.all([...found].map(async (path) => ((await files.has(path)) ? [path] : [])))
  return there.flat().toSorted()
}
