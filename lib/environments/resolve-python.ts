import { choosePython, PYTHON_MIN } from "./choose-python.ts"
import type { PythonChoice } from "./choose-python.ts"
import type { PythonRequest } from "./dependencies.ts"
import { findDefaultPython, findPythons } from "./find-pythons.ts"
import { comparePythonVersions, satisfiesPython } from "./python-version.ts"

/**
 * The interpreter of this machine for an environment.
 *
 * @param isFallbackAllowed whether another minor version may take the place of the one asked for (`CAUDAL_PYTHON_FALLBACK=1`).
 * @throws AppError `environments.python_missing`.
 */
export async function resolvePython(request: PythonRequest | null, isFallbackAllowed: boolean): Promise<PythonChoice> {
  // Most environments take what `python3` is: then the others, which cost time, are not asked.
  const standard = await findDefaultPython()
  const isEnough = standard !== null && satisfiesPython(standard.version, request?.specifier ?? "")
  if (isEnough && comparePythonVersions(standard.version, PYTHON_MIN) >= 0) {
    return choosePython(request, [standard], isFallbackAllowed)
  }
  return choosePython(request, await findPythons(), isFallbackAllowed)
}
