import { parseConda } from "./parse-conda.ts"
import { describeOrigin, NO_OPTIONS } from "./dependencies.ts"
import type { Dependencies, InstallOptions, Origin, Requirement } from "./dependencies.ts"
import { parsePipOption } from "./parse-pip-option.ts"
import { parsePipRequirement } from "./parse-pip-requirement.ts"
import { refuseRequirement } from "./refuse-requirement.ts"
import { splitRequirementLines } from "./split-requirement-lines.ts"

/** Most requirement lines that one environment may have. */
const REQUIREMENTS_MAX = 2000

/** A conda file, and how messages call it. */
export interface DependencyFile {
  readonly name: string
  readonly text: string
}

interface Collected {
  readonly requirements: Requirement[]
  readonly warnings: string[]
  options: InstallOptions
}

function mergeOptions(base: InstallOptions, add: Partial<InstallOptions>): InstallOptions {
  return {
    indexUrl: add.indexUrl ?? base.indexUrl,
    extraIndexUrls: [...base.extraIndexUrls, ...(add.extraIndexUrls ?? [])],
    findLinks: [...base.findLinks, ...(add.findLinks ?? [])],
    trustedHosts: [...base.trustedHosts, ...(add.trustedHosts ?? [])],
    noIndex: add.noIndex ?? base.noIndex,
    allowPrereleases: add.allowPrereleases ?? base.allowPrereleases,
    noBinary: [...base.noBinary, ...(add.noBinary ?? [])],
    onlyBinary: [...base.onlyBinary, ...(add.onlyBinary ?? [])],
  }
}

function addRequirement(line: string, origin: Origin, { requirements }: Collected): void {
  requirements.push(parsePipRequirement(line, origin))
  if (requirements.length > REQUIREMENTS_MAX) {
    throw refuseRequirement(origin, line, `is one line too many: an environment has at most ${REQUIREMENTS_MAX}.`)
  }
}

function addOption(line: string, origin: Origin, collected: Collected): void {
  if (line.includes("${")) {
    throw refuseRequirement(origin, line, "has a variable; builds see no environment variables of the machine.")
  }
  const option = parsePipOption(line, origin)
  if (option.kind === "warning") collected.warnings.push(`${describeOrigin(origin)}: ${option.text}`)
  if (option.kind === "options") collected.options = mergeOptions(collected.options, option.add)
  if (option.kind === "editable") {
    addRequirement(option.target, origin, collected)
    collected.warnings.push(`${describeOrigin(origin)}: \`-e\` installs a copy; instances never see later edits.`)
  }
}

/**
 * Everything that an environment asks for, with the line of each. Pure.
 *
 * @throws AppError naming file and line of the first thing that a local build cannot do.
 */
export function readDependencies(file: DependencyFile): Dependencies {
  const conda = parseConda(file.text, file.name)
  const collected: Collected = { requirements: [], warnings: [], options: NO_OPTIONS }
  for (const { text, origin: base } of conda.pipLines) {
    for (const { text: line, line: offset } of splitRequirementLines(text)) {
      const origin = { file: base.file, line: base.line + offset - 1 }
      if (line.startsWith("-")) addOption(line, origin, collected)
      else addRequirement(line, origin, collected)
    }
  }
  return {
    python: conda.python,
    requirements: [...conda.requirements, ...collected.requirements],
    options: collected.options,
    warnings: [...conda.warnings, ...collected.warnings],
  }
}
