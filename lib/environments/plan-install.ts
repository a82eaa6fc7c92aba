import type { Dependencies, InstallOptions, Requirement } from "./dependencies.ts"

function optionLines(options: InstallOptions): string[] {
  return [
    ...(options.indexUrl === null ? [] : [`--index-url ${options.indexUrl}`]),
    ...options.extraIndexUrls.map((url) => `--extra-index-url ${url}`),
    ...options.findLinks.map((url) => `--find-links ${url}`),
    ...(options.noIndex ? ["--no-index"] : []),
    ...options.noBinary.map((name) => `--no-binary ${name}`),
    ...options.onlyBinary.map((name) => `--only-binary ${name}`),
  ]
}

/**
 * The file that uv reads: the environment's lines and the runtime's, in one resolution. Options stand in it and not on the
 * command line, where every process of the machine could read a password. Pure.
 */
export function planRequirements({ requirements, options }: Dependencies, runtime: readonly Requirement[]): string {
  const lines = [...requirements, ...runtime].map(({ text }) => text)
  return `${[...optionLines(options), ...lines].join("\n")}\n`
}

/** Options of `uv pip install` that a requirements file cannot hold. */
export function installArguments(options: InstallOptions): string[] {
  return [
    ...options.trustedHosts.flatMap((host) => ["--allow-insecure-host", host]),
    ...(options.allowPrereleases ? ["--prerelease", "allow"] : []),
  ]
}

function isWheel(requirement: Requirement): boolean {
  const url = requirement.kind === "url" ? requirement.text : (/@\s*(\S+)/.exec(requirement.text)?.[1] ?? "")
  return url === "" || /\.whl([#?]|$)/i.test(url)
}

/** Whether code of a package must run to install this: an archive, a repository, `--no-binary`. */
export function needsSourceBuild({ requirements, options }: Dependencies): boolean {
  return options.noBinary.length > 0 || requirements.some((requirement) => !isWheel(requirement))
}

/** Whether an installation from wheels alone failed only because some package has none. */
export function isMissingWheel(output: string): boolean {
  const text = output.replaceAll(/\s+/g, " ")
  return /has no (usable )?wheels|building (source distributions|from source) is disabled|--no-build/.test(text)
}
