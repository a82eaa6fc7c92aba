import { describeOrigin, normalizeName } from "./dependencies.ts"
import type { Origin, Requirement } from "./dependencies.ts"
import { maskSecrets } from "./mask-secrets.ts"

/** Why an installation failed, in words for the person who wrote the environment. */
export interface FailureCause {
  readonly message: string
  /** The line that asked for the package; null if nobody's line did. */
  readonly origin: Origin | null
}

interface Mention {
  readonly name: string
  readonly written: string
  readonly origin: Origin | null
}

// Everything is bounded: the text may come from a hostile build, and a pattern must not take seconds on it.
const NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,100}"
const VERSION = "(?:[=<>!~]\\S{0,100})?"
const OUTPUT_CHARS_MAX = 32_000

/** The patterns in which uv names the package at fault, most telling first. */
const FAULTS: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  {
    pattern: new RegExp(`only (${NAME}?)${VERSION} (?:is|are) available`),
    reason: "has no such version in the package index",
  },
  {
    pattern: new RegExp(`(${NAME}) was not found in the (?:package registry|provided package locations)`),
    reason: "is not in the package index",
  },
  {
    pattern: new RegExp(`there (?:is|are) no versions? of (${NAME})`),
    reason: "has no such version in the package index",
  },
  {
    pattern: new RegExp(`(${NAME})${VERSION} has no (?:usable )?wheels`),
    reason: "has no wheel for this Python and machine",
  },
  { pattern: new RegExp(`Hash mismatch for \`(${NAME})`), reason: "does not have the hash that its line gives" },
  {
    pattern: new RegExp(`Failed to (?:build|download and build|prepare|download|fetch|read) \`(${NAME})`),
    reason: "could not be built or fetched",
  },
]

function mentions(requirements: readonly Requirement[], runtime: readonly Requirement[]): Mention[] {
  const own = requirements.map((requirement): Mention => {
    if (requirement.kind === "package")
      return { name: requirement.name, written: requirement.text, origin: requirement.origin }
    return { name: requirement.text, written: requirement.text, origin: requirement.origin }
  })
  const ours = runtime.flatMap((requirement) =>
    requirement.kind === "package" ? [{ name: requirement.name, written: requirement.text, origin: null }] : [],
  )
  return [...own, ...ours]
}

function describe(mention: Mention): string {
  const where = mention.origin ? describeOrigin(mention.origin) : "Caudal's runtime needs it"
  return `\`${maskSecrets(mention.written)}\` (${where})`
}

/** Lines that uv could not read, and addresses that did not answer. */
function unreadable(text: string, known: readonly Mention[]): FailureCause | null {
  if (/(?:Failed to parse|Couldn't parse requirement)/.test(text)) {
    const line = known.find(({ written }) => text.includes(written.replaceAll(/\s+/g, " ")))
    return line ? { message: `${describe(line)} is not a requirement that can be read`, origin: line.origin } : null
  }
  const url = /Failed to fetch: `?(https?:\/\/[^\s`]{1,2000})/.exec(text)?.[1]
  if (url === undefined) return null
  const line = known.find(({ written }) => written.includes(url))
  if (line) return { message: `${describe(line)} could not be fetched`, origin: line.origin }
  const isReached = !/error sending request|client error \(Connect\)|timed out|dns error/.test(text)
  if (isReached) return null
  return { message: `the package index at ${maskSecrets(new URL(url).origin)} could not be reached`, origin: null }
}

/** Our own words for uv's "Because …, we can conclude …": the packages of the environment that it names. */
function conflict(text: string, known: readonly Mention[]): FailureCause | null {
  if (!/requirements are unsatisfiable|are incompatible|No solution found/.test(text)) return null
  const named = known.filter(({ name }) =>
    new RegExp(`(?<![\\w.-])${name.replaceAll("-", "[-_.]+")}(?![\\w-])`, "i").test(text),
  )
  if (named.length === 0) return null
  const origin = named.find((mention) => mention.origin !== null)?.origin ?? null
  const list = named.slice(0, 4).map(describe).join(" and ")
  return { message: named.length === 1 ? `${list} cannot be installed` : `${list} do not go together`, origin }
}

function fault(text: string, known: readonly Mention[]): FailureCause | null {
  for (const { pattern, reason } of FAULTS) {
    const name = pattern.exec(text)?.[1]
    if (name === undefined) continue
    const mention = known.find((candidate) => candidate.name === normalizeName(name))
    if (mention) return { message: `${describe(mention)} ${reason}`, origin: mention.origin }
    const asks = new RegExp(`(${NAME})${VERSION} (?:depends|was included because)`).exec(text)?.[1]
    const parent = known.find((candidate) => asks !== undefined && candidate.name === normalizeName(asks))
    const through = parent ? `, which ${describe(parent)} needs,` : ""
    return { message: `\`${name}\`${through} ${reason}`, origin: parent?.origin ?? null }
  }
  return null
}

/** uv does not say which source failed when its build backend cannot even start: then it is one of these. */
function sourceBuild(
  text: string,
  requirements: readonly Requirement[],
  known: readonly Mention[],
): FailureCause | null {
  const sources = known.filter((_mention, index) => {
    const requirement = requirements[index]
    return requirement !== undefined && (requirement.kind !== "package" || requirement.text.includes("@"))
  })
  const named = sources.find(({ written }) => text.includes(written))
  const culprits = named ? [named] : sources
  const [first] = culprits
  if (!first) return null
  return {
    message: `${culprits.length === 1 ? "" : "one of "}${culprits.map(describe).join(", ")} could not be built or fetched`,
    origin: first.origin,
  }
}

/**
 * Finds in uv's output which package failed and which line asked for it. Pure.
 *
 * @param output the command's lines, joined by line breaks or spaces.
 */
export function explainFailure(
  output: string,
  requirements: readonly Requirement[],
  runtime: readonly Requirement[],
): FailureCause {
  // uv wraps and indents; patterns read it as one line.
  const text = output.slice(-OUTPUT_CHARS_MAX).replaceAll(/\s+/g, " ")
  const known = mentions(requirements, runtime)
  return (
    unreadable(text, known) ??
    fault(text, known) ??
    conflict(text, known) ??
    sourceBuild(text, requirements, known) ?? { message: "the packages could not be installed", origin: null }
  )
}
