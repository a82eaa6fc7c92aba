import type { InstallOptions, Origin } from "./dependencies.ts"
import { refuseRequirement } from "./refuse-requirement.ts"

/** What an option line means. */
export type PipOption =
  | { readonly kind: "editable"; readonly target: string }
  | { readonly kind: "options"; readonly add: Partial<InstallOptions> }
  | { readonly kind: "warning"; readonly text: string }

const ALIASES = new Map([
  ["-r", "--requirement"],
  ["-c", "--constraint"],
  ["-e", "--editable"],
  ["-i", "--index-url"],
  ["-f", "--find-links"],
  ["--pypi-url", "--index-url"],
])

/** Splits `--name=value`, `--name value`, `-rfile` and `-r file`. */
function splitOption(line: string): { name: string; value: string } {
  const long = /^(--[a-z-]+)(?:[=\s]\s*(.*))?$/.exec(line)
  const short = /^(-[a-zA-Z])[=\s]?\s*(.*)$/.exec(line)
  const written = long?.[1] ?? short?.[1] ?? line
  const value = (long?.[2] ?? short?.[2] ?? "").trim().replace(/^(["'])(.*)\1$/, "$2")
  return { name: ALIASES.get(written) ?? written, value }
}

function requireUrl(value: string, origin: Origin, line: string): string {
  if (!/^https?:\/\/\S+$/i.test(value)) {
    throw refuseRequirement(origin, line, "needs the http(s) URL of a package index.")
  }
  return value
}

function names(value: string): string[] {
  return value
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "")
}

function readFindLinks(value: string, origin: Origin, line: string): Partial<InstallOptions> {
  if (/^https?:\/\//i.test(value)) return { findLinks: [value] }
  throw refuseRequirement(origin, line, "must name an http(s) URL: only the conda file itself is sent, and no folder.")
}

/**
 * Reads a line of a requirements file that begins with `-`.
 *
 * @throws AppError `environments.requirement_refused` naming file, line and option.
 */
export function parsePipOption(line: string, origin: Origin): PipOption {
  const { name, value } = splitOption(line)
  switch (name) {
    case "--requirement":
      throw refuseRequirement(
        origin,
        line,
        "names a file, and only the conda file itself is sent. Write that file's lines here.",
      )
    case "--constraint":
      throw refuseRequirement(
        origin,
        line,
        "names a file, and only the conda file itself is sent. Write its versions at the packages here.",
      )
    case "--editable":
      return { kind: "editable", target: value }
    case "--index-url":
      return { kind: "options", add: { indexUrl: requireUrl(value, origin, line) } }
    case "--extra-index-url":
      return { kind: "options", add: { extraIndexUrls: [requireUrl(value, origin, line)] } }
    case "--find-links":
      return { kind: "options", add: readFindLinks(value, origin, line) }
    case "--trusted-host":
      return { kind: "options", add: { trustedHosts: [value] } }
    case "--no-index":
      return { kind: "options", add: { noIndex: true } }
    case "--pre":
      return { kind: "options", add: { allowPrereleases: true } }
    case "--no-binary":
      return { kind: "options", add: { noBinary: names(value) } }
    case "--only-binary":
      return { kind: "options", add: { onlyBinary: names(value) } }
    case "--prefer-binary":
      return { kind: "warning", text: "`--prefer-binary` is left out: wheels are tried first in any case." }
    case "--require-hashes":
      throw refuseRequirement(
        origin,
        line,
        "is refused: Caudal adds its runtime's packages. Every `--hash` that a line has is checked without it.",
      )
    default:
      throw refuseRequirement(origin, line, `uses the option \`${name}\`, which local compute does not know.`)
  }
}
