import { normalizeName } from "./dependencies.ts"
import type { Origin, Requirement } from "./dependencies.ts"
import { refuseRequirement } from "./refuse-requirement.ts"

const NAMED = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(\[[^\]]*\])?\s*(.*)$/
const ARCHIVE = /\.(whl|zip|tar\.gz|tgz|tar\.bz2)(\[[^\]]*\])?$/i
const URL_SCHEME = /^([a-z][a-z0-9+.-]*):/i
/** What lies beside a conda file never reaches a build: only the file's text is sent and kept. */
const LOCAL_PATH =
  "is a local path, and only the conda file itself is sent. Put your own modules into the deployment's code folder, or name " +
  "the package by its https:// or git+https:// URL."
const SCHEMES: ReadonlySet<string> = new Set(["https", "http", "git+https", "git+http"])

/** Takes ` --hash=…` off the end; any other option of the line is refused by name. */
function checkLineOptions(line: string, origin: Origin): void {
  for (const match of line.matchAll(/\s(--?[a-zA-Z][a-zA-Z-]*)(?=[=\s]|$)/g)) {
    if (match[1] !== "--hash") {
      throw refuseRequirement(origin, line, `uses the option \`${match[1]}\`, which local compute does not know.`)
    }
  }
}

function checkUrl(url: string, line: string, origin: Origin): void {
  const scheme = URL_SCHEME.exec(url)?.[1]?.toLowerCase() ?? ""
  if (SCHEMES.has(scheme)) return
  const rule =
    scheme === "file"
      ? LOCAL_PATH
      : `uses \`${scheme}\`, which a build cannot reach. Write an https:// or git+https:// URL.`
  throw refuseRequirement(origin, line, rule)
}

function readNamed(line: string, origin: Origin): Requirement {
  const match = NAMED.exec(line)
  const name = match?.[1]
  const rest = match?.[3] ?? ""
  if (name === undefined) throw refuseRequirement(origin, line, "is not a requirement such as `numpy==2.1`.")
  if (/^=[^=]/.test(rest))
    throw refuseRequirement(origin, line, "has one `=`; under `pip:` an exact version is written `==`.")
  if (rest.startsWith("@")) {
    checkUrl(rest.slice(1).trim(), line, origin)
  } else if (!/^($|[<>=!~;(]|--hash)/.test(rest)) {
    throw refuseRequirement(origin, line, "is not a requirement such as `numpy==2.1`.")
  }
  return { kind: "package", name: normalizeName(name), text: line, origin }
}

/**
 * Reads one requirement of pip: a name with version, extras, marker and hashes, or a URL.
 *
 * @throws AppError `environments.requirement_refused` naming file, line and rule.
 */
export function parsePipRequirement(line: string, origin: Origin): Requirement {
  if (line.includes("${")) {
    throw refuseRequirement(origin, line, "has a variable; builds see no environment variables of the machine.")
  }
  checkLineOptions(line, origin)
  // `git@host:path`; what has a scheme behind the @ is a name with its URL.
  if (/^[^\s/@]+@[^\s/:]+:(?!\/\/)/.test(line)) {
    throw refuseRequirement(origin, line, "uses ssh, which a build cannot reach. Write a git+https:// URL.")
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(line) || /^file:/i.test(line)) {
    checkUrl(line, line, origin)
    return { kind: "url", text: line, origin }
  }
  const head = line.split(/[\s;@]/)[0] ?? ""
  const isPath = /^[.~/]/.test(head) || head.includes("/") || head.includes("\\") || ARCHIVE.test(head)
  if (isPath) throw refuseRequirement(origin, line, LOCAL_PATH)
  return readNamed(line, origin)
}
