import { readFile } from "node:fs/promises"

import { checkLocalSupport } from "./check-local-support.ts"
import type { EnvironmentSource } from "./check-local-support.ts"
import type { PythonChoice } from "./choose-python.ts"
import { NO_OPTIONS } from "./dependencies.ts"
import type { Dependencies, Requirement } from "./dependencies.ts"
import { hashEnvironment } from "./hash-environment.ts"
import { parsePipRequirement } from "./parse-pip-requirement.ts"
import { formatPythonVersion } from "./python-version.ts"
import { readDependencies } from "./read-dependencies.ts"
import { readToolSettings } from "./read-tool-settings.ts"
import type { ToolSettings } from "./plan-tool-settings.ts"
import { resolvePython } from "./resolve-python.ts"
import { splitRequirementLines } from "./split-requirement-lines.ts"

const NOTHING: Dependencies = { python: null, requirements: [], options: NO_OPTIONS, warnings: [] }

/** What is known of an environment before anything is installed. */
export interface PreparedEnvironment {
  /** Content hash: names the folder, and the same hash is never built twice. */
  readonly hash: string
  readonly dependencies: Dependencies
  /** The runtime's own packages, installed in the same resolution. */
  readonly runtime: readonly Requirement[]
  readonly python: PythonChoice
  readonly settings: ToolSettings
  readonly warnings: readonly string[]
}

export interface PrepareOptions {
  /** The requirements file of the Python runtime. */
  readonly runtimeRequirementsPath: string
  /** Whether another minor Python may take the place of the one asked for. */
  readonly isPythonFallbackAllowed: boolean
}

/**
 * Reads an environment's file, picks its Python and computes its hash. Changes nothing; takes a few milliseconds once this
 * process knows the machine's interpreters.
 *
 * @throws AppError naming file and line of what local compute cannot do, or the Python that is missing.
 */
export async function prepareEnvironment(
  source: EnvironmentSource,
  options: PrepareOptions,
): Promise<PreparedEnvironment> {
  const warnings = checkLocalSupport(source)
  const dependencies = source.dependencyFile ? readDependencies(source.dependencyFile) : NOTHING
  const [python, settings, runtimeText] = await Promise.all([
    resolvePython(dependencies.python, options.isPythonFallbackAllowed),
    readToolSettings(),
    readFile(options.runtimeRequirementsPath, "utf8"),
  ])
  const runtime = splitRequirementLines(runtimeText).map(({ text, line }) =>
    parsePipRequirement(text, { file: "the runtime's requirements.txt", line }),
  )
  const hash = hashEnvironment({
    dependencies,
    python: {
      version: formatPythonVersion(python.interpreter.version),
      executable: python.interpreter.executable,
    },
    runtimeRequirements: runtime.map(({ text }) => text).join("\n"),
    platform: `${process.platform}-${process.arch}`,
    indexUrls: settings.indexUrls,
  })
  return {
    hash,
    dependencies,
    runtime,
    python,
    settings,
    warnings: [...warnings, ...dependencies.warnings, ...python.warnings],
  }
}
