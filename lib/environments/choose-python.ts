import { AppError } from "#lib/kernel/errors.ts"

import { describeOrigin } from "./dependencies.ts"
import type { PythonRequest } from "./dependencies.ts"
import { environmentErrors } from "./errors.ts"
import {
  comparePythonVersions,
  formatPythonVersion,
  parsePythonVersion,
  satisfiesPython,
  satisfiesPythonMinor,
} from "./python-version.ts"
import type { PythonVersion } from "./python-version.ts"

/** A Python that is installed on this machine. */
export interface Interpreter {
  /** The real file, not a shim or a link to one. */
  readonly executable: string
  readonly version: PythonVersion
  /** `sys.base_prefix`: the folder that holds its standard library. */
  readonly prefix: string
  /** True for what `python3` means on PATH; it is preferred among equals. */
  readonly isDefault: boolean
}

/** Which Python an environment gets, and how that differs from what was asked. */
export interface PythonChoice {
  readonly interpreter: Interpreter
  readonly warnings: readonly string[]
}

/** Oldest Python that the runtime supports. */
export const PYTHON_MIN: PythonVersion = [3, 9, 0]

function best(candidates: readonly Interpreter[]): Interpreter | undefined {
  return candidates.toSorted(
    (a, b) => Number(b.isDefault) - Number(a.isDefault) || comparePythonVersions(b.version, a.version),
  )[0]
}

function wantedMinor(specifier: string): number {
  const version = parsePythonVersion(specifier.replace(/^[^\d]*/, ""))
  return version?.[1] ?? PYTHON_MIN[1]
}

function missing(request: PythonRequest, found: readonly Interpreter[]): AppError {
  const versions = [...new Set(found.map((interpreter) => formatPythonVersion(interpreter.version)))]
  const have = versions.length === 0 ? "none that is 3.9 or newer" : versions.join(", ")
  return new AppError(
    environmentErrors.pythonMissing,
    `${describeOrigin(request.origin)} asks for \`${request.text}\`, and this machine has ${have}. Install it, write a ` +
      "version that is here, or set CAUDAL_PYTHON_FALLBACK=1 to take the nearest minor version.",
    { target: "conda_file.dependencies.python" },
  )
}

function anyPython(found: readonly Interpreter[]): PythonChoice {
  const interpreter = best(found)
  if (!interpreter) {
    throw new AppError(environmentErrors.pythonMissing, "This machine has no Python 3.9 or newer. Install one.")
  }
  return { interpreter, warnings: [] }
}

/**
 * Picks the interpreter for an environment: one that satisfies the request; else the same minor version with another patch,
 * with a warning; else, only if allowed, the nearest minor version, with another warning.
 *
 * @throws AppError `environments.python_missing` naming the line and the versions that are here.
 */
export function choosePython(
  request: PythonRequest | null,
  installed: readonly Interpreter[],
  isFallbackAllowed: boolean,
): PythonChoice {
  const found = installed.filter((interpreter) => comparePythonVersions(interpreter.version, PYTHON_MIN) >= 0)
  if (!request) return anyPython(found)
  const exact = best(found.filter(({ version }) => satisfiesPython(version, request.specifier)))
  if (exact) return { interpreter: exact, warnings: [] }

  const line = describeOrigin(request.origin)
  const sameMinor = best(found.filter(({ version }) => satisfiesPythonMinor(version, request.specifier)))
  if (sameMinor) {
    const warning = `${line} asks for \`${request.text}\`; Python ${formatPythonVersion(sameMinor.version)} is used, another patch of it.`
    return { interpreter: sameMinor, warnings: [warning] }
  }
  const wanted = wantedMinor(request.specifier)
  const distance = ({ version }: Interpreter) => Math.abs(version[1] - wanted)
  const near = Math.min(...found.map(distance))
  const fallback = isFallbackAllowed ? best(found.filter((candidate) => distance(candidate) === near)) : undefined
  if (!fallback) throw missing(request, found)
  const used = formatPythonVersion(fallback.version)
  return {
    interpreter: fallback,
    warnings: [`${line} asks for \`${request.text}\`; CAUDAL_PYTHON_FALLBACK=1 lets Python ${used} take its place.`],
  }
}
