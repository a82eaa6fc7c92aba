import type { CondaFile } from "./parse-conda.ts"
import { parseConda } from "./parse-conda.ts"
import { describeOrigin, NO_OPTIONS } from "./dependencies.ts"
import type { Dependencies, InstallOptions, Origin, Requirement } from "./dependencies.ts"
import { parsePipOption } from "./parse-pip-option.ts"
import { parsePipRequirement } from "./parse-pip-requirement.ts"
import { refuseRequirement } from "./refuse-requirement.ts"
import { splitRequirementLines } from "./split-requirement-lines.ts"

/** Most requirement lines, and deepest nesting of `-r`, that one environment may have. */
const REQUIREMENTS_MAX = 2000
const INCLUDE_DEPTH_MAX = 10

/** The files of an environment, by path below its folder. */
export interface EnvironmentFiles {
  /** The text of a file; null if there is none. */
  readText(path: string): Promise<string | null>
  /** Whether a file or folder is there. Empty path: the folder itself. */
  has(path: string): Promise<boolean>
}

/** The text that lists dependencies: a conda file, or a requirements file if its name ends in `.txt`. */
export interface DependencyFile {
  readonly name: string
  readonly text: string
}

interface Collected {
  readonly requirements: Requirement[]
  readonly constraints: Requirement[]
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

/** Reads pip's lines one after the other, following `-r` and `-c` into the environment's files. */
class RequirementReader {
  readonly #files: EnvironmentFiles
  readonly collected: Collected = { requirements: [], constraints: [], warnings: [], options: NO_OPTIONS }

  constructor(files: EnvironmentFiles) {
    this.#files = files
  }

  async readText(text: string, base: Origin, isConstraint: boolean, depth: number): Promise<void> {
    for (const { text: line, line: offset } of splitRequirementLines(text)) {
      const origin = { file: base.file, line: base.line + offset - 1 }
      await (line.startsWith("-")
        ? this.#readOption(line, origin, isConstraint, depth)
        : this.#add(line, origin, isConstraint))
    }
  }

  async #missing(): Promise<string> {
    return (await this.#files.has(""))
      ? "names something that is not in the environment's folder."
      : "names a file beside the conda file, and only the conda file itself was sent. Write the lines of a requirements " +
          "file here; give a package by its https:// or git+https:// URL."
  }

  async #add(line: string, origin: Origin, isConstraint: boolean): Promise<void> {
    const requirement = parsePipRequirement(line, origin)
    if (requirement.kind === "path" && !(await this.#files.has(requirement.path))) {
      throw refuseRequirement(origin, line, await this.#missing())
    }
    if (isConstraint && requirement.kind !== "package") {
      throw refuseRequirement(origin, line, "cannot be a constraint: constraints are names with versions.")
    }
    const list = isConstraint ? this.collected.constraints : this.collected.requirements
    list.push(requirement)
    if (list.length > REQUIREMENTS_MAX) {
      throw refuseRequirement(origin, line, `is one line too many: an environment has at most ${REQUIREMENTS_MAX}.`)
    }
  }

  async #readOption(line: string, origin: Origin, isConstraint: boolean, depth: number): Promise<void> {
    if (line.includes("${")) {
      throw refuseRequirement(origin, line, "has a variable; builds see no environment variables of the machine.")
    }
    const option = parsePipOption(line, origin)
    if (option.kind === "warning") this.collected.warnings.push(`${describeOrigin(origin)}: ${option.text}`)
    if (option.kind === "options") this.collected.options = mergeOptions(this.collected.options, option.add)
    if (option.kind === "editable") {
      await this.#add(option.target, origin, isConstraint)
      this.collected.warnings.push(
        `${describeOrigin(origin)}: \`-e\` installs a copy; instances never see later edits.`,
      )
    }
    if (option.kind === "include") {
      if (depth >= INCLUDE_DEPTH_MAX) {
        throw refuseRequirement(origin, line, `nests deeper than ${INCLUDE_DEPTH_MAX} files, or includes itself.`)
      }
      const text = await this.#files.readText(option.path)
      if (text === null) throw refuseRequirement(origin, line, await this.#missing())
      await this.readText(text, { file: option.path, line: 1 }, option.isConstraint || isConstraint, depth + 1)
    }
  }
}

/**
 * Everything that an environment asks for, with the line of each.
 *
 * @param files the environment's own folder: what `-r`, `-c`, `-e` and local paths may name.
 * @throws AppError naming file and line of the first thing that a local build cannot do.
 */
export async function readDependencies(file: DependencyFile, files: EnvironmentFiles): Promise<Dependencies> {
  const reader = new RequirementReader(files)
  const isRequirements = file.name.endsWith(".txt")
  const conda: CondaFile = isRequirements
    ? {
        python: null,
        requirements: [],
        pipLines: [{ text: file.text, origin: { file: file.name, line: 1 } }],
        warnings: [],
      }
    : parseConda(file.text, file.name)
  for (const { text, origin } of conda.pipLines) await reader.readText(text, origin, false, 0)
  const { requirements, constraints, options, warnings } = reader.collected
  return {
    python: conda.python,
    requirements: [...conda.requirements, ...requirements],
    constraints,
    options,
    warnings: [...conda.warnings, ...warnings],
  }
}
