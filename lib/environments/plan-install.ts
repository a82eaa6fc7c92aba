import path from "node:path"
import { pathToFileURL } from "node:url"

import type { Dependencies, InstallOptions, Requirement } from "./dependencies.ts"

/** The two files that uv reads, as text. */
export interface InstallFiles {
  readonly requirements: string
  readonly constraints: string
}

function optionLines(options: InstallOptions, filesFolder: string): string[] {
  return [
    ...(options.indexUrl === null ? [] : [`--index-url ${options.indexUrl}`]),
    ...options.extraIndexUrls.map((url) => `--extra-index-url ${url}`),
    ...options.findLinks.map(
      ({ value, isPath }) => `--find-links ${isPath ? pathToFileURL(path.join(filesFolder, value)).href : value}`,
    ),
    ...(options.noIndex ? ["--no-index"] : []),
    ...options.noBinary.map((name) => `--no-binary ${name}`),
    ...options.onlyBinary.map((name) => `--only-binary ${name}`),
  ]
}

function requirementLine(requirement: Requirement, filesFolder: string): string {
  return requirement.kind === "path"
    ? `${path.join(filesFolder, requirement.path)}${requirement.extras}`
    : requirement.text
}

/**
 * What uv installs: the environment's lines and the runtime's, in one resolution. Options stand in the file and not on the
 * command line, where every process of the machine could read a password. Pure.
 *
 * @param filesFolder where the copy of the environment's own files lies.
 */
export function planInstallFiles(
  dependencies: Dependencies,
  runtime: readonly Requirement[],
  filesFolder: string,
): InstallFiles {
  const lines = [...dependencies.requirements, ...runtime].map((requirement) =>
    requirementLine(requirement, filesFolder),
  )
  const constraints = dependencies.constraints.map((requirement) => requirementLine(requirement, filesFolder))
  return {
    requirements: `${[...optionLines(dependencies.options, filesFolder), ...lines].join("\n")}\n`,
    constraints: `${constraints.join("\n")}\n`,
  }
}

/** Options of `uv pip install` that a requirements file cannot hold. */
export function installArguments(options: InstallOptions): string[] {
  return [
    ...options.trustedHosts.flatMap((host) => ["--allow-insecure-host", host]),
    ...(options.allowPrereleases ? ["--prerelease", "allow"] : []),
  ]
}

function isWheel(requirement: Requirement): boolean {
  if (requirement.kind === "path") return requirement.path.endsWith(".whl")
  const url = requirement.kind === "url" ? requirement.text : (/@\s*(\S+)/.exec(requirement.text)?.[1] ?? "")
  return url === "" || /\.whl([#?]|$)/i.test(url)
}

/** Whether code of a package must run to install this: a source folder, an archive, a repository, `--no-binary`. */
export function needsSourceBuild({ requirements, options }: Dependencies): boolean {
  return options.noBinary.length > 0 || requirements.some((requirement) => !isWheel(requirement))
}

/** Whether an installation from wheels alone failed only because some package has none. */
export function isMissingWheel(output: string): boolean {
  const text = output.replaceAll(/\s+/g, " ")
  return /has no (usable )?wheels|building (source distributions|from source) is disabled|--no-build/.test(text)
}

/** Whether the environment's own files must be copied for the installation. */
export function usesOwnFiles({ requirements, options }: Dependencies): boolean {
  return requirements.some(({ kind }) => kind === "path") || options.findLinks.some(({ isPath }) => isPath)
}
