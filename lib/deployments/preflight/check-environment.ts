import { findBuiltEnvironment, prepareEnvironment } from "#lib/environments/index.ts"
import type { ResolvedEnvironment } from "#lib/environments/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import type { Home } from "#lib/kernel/home.ts"
import { FREE_DISK_BYTES_MIN } from "#lib/kernel/limits.ts"
import { pythonRuntime } from "#lib/runtimes/index.ts"

import { environmentSource } from "../environment-source.ts"
import type { DeploymentCheck } from "../preflight-schema.ts"
import type { Part } from "./resolve-parts.ts"

const FIELD = "environment"
const HASH_SHOWN = 12

interface EnvironmentFacts {
  readonly environment: Part<ResolvedEnvironment>
  readonly home: Home
  readonly freeBytes: number
  readonly isPythonFallbackAllowed: boolean
}

/** Whether the environment can be read and built here, and whether it is built already. */
export async function checkEnvironment(facts: EnvironmentFacts): Promise<DeploymentCheck[]> {
  const { environment, home, freeBytes, isPythonFallbackAllowed } = facts
  if (environment === null) return []
  if (environment.refusal !== null) {
    const { code, message, target } = environment.refusal
    return [{ id: "environment_refused", level: "fail", field: target ?? FIELD, message, values: { code } }]
  }
  const { name, version } = environment.found
  const message = `The environment "${name}:${version}" is there.`
  const found: DeploymentCheck = {
    id: "environment_found",
    level: "pass",
    field: FIELD,
    message,
    values: { name, version },
  }
  try {
    const prepared = await prepareEnvironment(environmentSource({ environment: environment.found }), {
      runtimeRequirementsPath: pythonRuntime.requirementsPath,
      isPythonFallbackAllowed,
    })
    const isBuilt = (await findBuiltEnvironment(home, prepared.hash)) !== null
    const packages = prepared.dependencies.requirements.length
    const notes = prepared.warnings.map((text): DeploymentCheck => ({
      id: "environment_note",
      level: "warn",
      field: FIELD,
      message: text,
      values: { note: text },
    }))
    return [found, ...notes, ...describeBuild({ hash: prepared.hash, packages, isBuilt, freeBytes })]
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const values = { code: error.code }
    return [found, { id: "environment_unbuildable", level: "fail", field: FIELD, message: error.message, values }]
  }
}

function describeBuild({
  hash,
  packages,
  isBuilt,
  freeBytes,
}: {
  hash: string
  packages: number
  isBuilt: boolean
  freeBytes: number
}): DeploymentCheck[] {
  const values = { hash: hash.slice(0, HASH_SHOWN), packages }
  if (isBuilt) {
    const message = "It is built already: instances can start at once."
    return [{ id: "environment_built", level: "pass", field: FIELD, message, values }]
  }
  const build: DeploymentCheck = {
    id: "environment_to_build",
    level: "pass",
    field: FIELD,
    message: `It will be built first: ${packages} ${packages === 1 ? "package" : "packages"} and what they need.`,
    values,
  }
  if (freeBytes >= FREE_DISK_BYTES_MIN) return [build]
  const short: DeploymentCheck = {
    id: "disk_short",
    level: "fail",
    field: FIELD,
    message: `A build is refused while less than ${FREE_DISK_BYTES_MIN} bytes of disk are free; ${freeBytes} are.`,
    fix: "Free disk space where CAUDAL_HOME is.",
    values: { free_bytes: freeBytes, needed_bytes: FREE_DISK_BYTES_MIN },
  }
  return [build, short]
}
