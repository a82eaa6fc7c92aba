import { didYouMean } from "#lib/kernel/nearest-word.ts"

import type { Group } from "./catalog.ts"
import type { Command } from "./command.ts"
import { UsageError } from "./errors.ts"

/** What the first words of a command line ask for. */
export type Found =
  | { readonly kind: "command"; readonly load: () => Promise<Command>; readonly rest: readonly string[] }
  | { readonly kind: "help"; readonly group: Group | undefined }
  | { readonly kind: "version" }

function isHelp(word: string | undefined): boolean {
  return word === undefined || word === "--help" || word === "-h" || word === "help"
}

/** A map's own entry: `constructor` is none, although every object has one. */
function entryOf<T>(map: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined
}

/**
 * Finds the command of a command line. A leading `ml`, as in `az ml`, means nothing.
 *
 * @throws UsageError with the nearest name, for a command that does not exist; with what to do instead, for one that `az`
 * has and Caudal cannot give
 */
export function findCommand(argv: readonly string[], catalog: readonly Group[]): Found {
  const words = argv[0] === "ml" ? argv.slice(1) : argv
  const [first, second, ...rest] = words
  if (first === "--version" || first === "-V") return { kind: "version" }
  if (first === "help" && second !== undefined) return findCommand([second, ...rest, "--help"], catalog)
  if (isHelp(first) || first === undefined) return { kind: "help", group: undefined }
  const single = entryOf(catalog.find((group) => group.noun === "")?.verbs ?? {}, first)
  if (single !== undefined) return { kind: "command", load: single, rest: words.slice(1) }
  const group = catalog.find((candidate) => candidate.noun === first)
  if (group === undefined) {
    const known = catalog.flatMap((candidate) =>
      candidate.noun === "" ? Object.keys(candidate.verbs) : [candidate.noun],
    )
    throw new UsageError(`'${first}' is not a command of caudal.${didYouMean(first, known)}`, "caudal --help")
  }
  if (isHelp(second) || second === undefined) return { kind: "help", group }
  const load = entryOf(group.verbs, second)
  if (load !== undefined) return { kind: "command", load, rest }
  const why = entryOf(group.refused ?? {}, second)
  if (why !== undefined) throw new UsageError(`'caudal ${first} ${second}' is not available: ${why}`)
  const near = didYouMean(second, Object.keys(group.verbs))
  throw new UsageError(`'${second}' is not a command of 'caudal ${first}'.${near}`, `caudal ${first} --help`)
}
