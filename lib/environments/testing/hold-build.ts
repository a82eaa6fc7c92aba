import { takeBuildLock } from "../build-lock.ts"
import type { BuildLock } from "../build-lock.ts"
import { prepareEnvironment } from "../prepare-environment.ts"
import { environmentFolders } from "../run-build.ts"
import type { BuildRequest } from "../run-build.ts"

/** Makes every build of an environment hang until this process releases the lock that it waits for. */
export async function holdBuild(
  request: Pick<BuildRequest, "source" | "home" | "runtimeRequirementsPath" | "isPythonFallbackAllowed">,
): Promise<BuildLock> {
  const { hash } = await prepareEnvironment(request.source, request)
  return await takeBuildLock(environmentFolders(request.home, hash).lock, new AbortController().signal)
}
