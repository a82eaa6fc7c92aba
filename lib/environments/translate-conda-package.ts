import { AppError } from "#lib/kernel/errors.ts"

import table from "./conda-table.json" with { type: "json" }
import { translateCondaVersion } from "./conda-version.ts"
import { describeOrigin, normalizeName } from "./dependencies.ts"
import type { Origin, PythonRequest, Requirement } from "./dependencies.ts"
import { environmentErrors } from "./errors.ts"
import { isPythonSpecifier } from "./python-version.ts"

/** What one line of a conda file's `dependencies` turns into. */
export type CondaPackage =
  | { readonly kind: "python"; readonly request: PythonRequest }
  | { readonly kind: "requirement"; readonly requirement: Requirement; readonly warning: string | null }
  /** Nothing is installed: the wheels, the system or Caudal bring it. */
  | { readonly kind: "provided" }

const RENAMED = new Map(Object.entries(table.renamed))
const PROVIDED = new Map(Object.entries(table.provided))
const SAME: ReadonlySet<string> = new Set(table.same)
const SPEC = /^(?:[A-Za-z0-9_./-]+::)?([A-Za-z0-9_][A-Za-z0-9_.-]*)\s*(.*)$/

function refuse(origin: Origin, spec: string, rule: string): AppError {
  return new AppError(environmentErrors.requirementRefused, `${describeOrigin(origin)}: \`${spec}\` ${rule}`, {
    target: "conda_file.dependencies",
  })
}

function unknownName(origin: Origin, spec: string, name: string): AppError {
  return new AppError(
    environmentErrors.packageUnknown,
    `${describeOrigin(origin)}: the conda package \`${name}\` (\`${spec}\`) has no known PyPI name. Local compute installs from ` +
      "PyPI: move it under `pip:` with its name there.",
    { target: "conda_file.dependencies" },
  )
}

/** Splits `=1.2=py311_0` and `1.2 py311_0` into version and build; a build implies an exact version, as conda has it. */
function splitBuild(rest: string): { version: string; build: string | null } {
  const byEquals = /^=?=?([^=<>!~\s,|]+)=([^=<>!~\s]+)$/.exec(rest)
  if (byEquals) return { version: `==${byEquals[1]}`, build: byEquals[2] ?? null }
  const bySpace = /^(\d\S*)\s+([^\s<>=!~,|]+)$/.exec(rest)
  if (bySpace) return { version: `==${bySpace[1]}`, build: bySpace[2] ?? null }
  return { version: rest, build: null }
}

/** The PyPI name, null if nothing needs to be installed, undefined if the table does not know. */
function pypiName(name: string): string | null | undefined {
  const lower = name.toLowerCase()
  if (PROVIDED.has(lower)) return null
  const normalized = normalizeName(name)
  return RENAMED.get(lower) ?? RENAMED.get(normalized) ?? (SAME.has(normalized) ? normalized : undefined)
}

/**
 * Translates one conda match specification (`pytorch=2.1`, `conda-forge::numpy >=1.26,<2`) into a requirement of PyPI.
 *
 * @throws AppError `environments.package_unknown` or `environments.requirement_refused`, naming file and line.
 */
export function translateCondaPackage(spec: string, origin: Origin): CondaPackage {
  const match = SPEC.exec(spec.trim())
  if (!match) throw refuse(origin, spec, "is not a conda package: write `name`, `name=1.2` or `name>=1.2,<2`.")
  const name = match[1] ?? ""
  const rest = match[2]?.trim() ?? ""
  if (rest.startsWith("["))
    throw refuse(origin, spec, "uses brackets, which local compute does not read: write `name>=1.2`.")
  const { version, build } = splitBuild(rest)
  const specifier = translateCondaVersion(version)
  if (specifier === null) {
    throw refuse(
      origin,
      spec,
      "has a version that pip cannot express; write clauses joined by commas, such as `>=1.2,<2`.",
    )
  }
  if (name.toLowerCase() === "python") {
    if (!isPythonSpecifier(specifier)) throw refuse(origin, spec, "is not a Python version such as `python=3.11`.")
    return { kind: "python", request: { specifier, text: spec.trim(), origin } }
  }
  const found = pypiName(name)
  if (found === null) return { kind: "provided" }
  if (found === undefined) throw unknownName(origin, spec.trim(), name)
  const warning =
    build === null
      ? null
      : `${describeOrigin(origin)}: the build \`${build}\` of \`${name}\` is conda's own and is left out.`
  return {
    kind: "requirement",
    requirement: { kind: "package", name: normalizeName(found), text: `${found}${specifier}`, origin },
    warning,
  }
}
