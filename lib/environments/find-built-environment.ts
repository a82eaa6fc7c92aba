import type { Home } from "#lib/kernel/home.ts"

import { environmentFolders, isComplete } from "./run-build.ts"

/** The folder of a virtual environment that was built and is still on this machine, or null. */
export async function findBuiltEnvironment(home: Home, hash: string): Promise<string | null> {
  const folders = environmentFolders(home, hash)
  return (await isComplete(folders)) ? folders.venv : null
}
