import { UsageError } from "../errors.ts"

import type { Flag } from "./flag.ts"
import { matchLongFlag, matchShortFlag } from "./match-flag.ts"

/** One use of a flag on the command line. */
export interface FlagUse {
  readonly flag: Flag
  readonly words: readonly string[]
}

/** The command line, split into uses of flags (in their order, which `--set` and `--add` need) and plain words. */
export interface ParsedArgs {
  readonly uses: readonly FlagUse[]
  readonly words: readonly string[]
}

/** argparse's rule: a dash makes a flag, unless it is alone, starts a number, or a space stands before any `=`. */
function looksLikeFlag(word: string): boolean {
  return /^-(?:-$|-?[A-Za-z])/.test(word) && !(word.split("=")[0] ?? "").includes(" ")
}

function splitFlag(word: string, flags: readonly Flag[]): { flag: Flag; attached: string | undefined } {
  if (!word.startsWith("--")) {
    const attached = word.slice(2).replace(/^=/, "")
    return { flag: matchShortFlag(word.slice(0, 2), flags), attached: attached === "" ? undefined : attached }
  }
  const equals = word.indexOf("=")
  if (equals === -1) return { flag: matchLongFlag(word, flags), attached: undefined }
  return { flag: matchLongFlag(word.slice(0, equals), flags), attached: word.slice(equals + 1) }
}

function takeWords(flag: Flag, attached: string | undefined, following: readonly string[]): readonly string[] {
  if (flag.takes === "none") {
    if (attached !== undefined) throw new UsageError(`argument ${flag.long}: takes no value, but got '${attached}'`)
    return [""]
  }
  if (attached !== undefined) return [attached]
  const end = following.findIndex(looksLikeFlag)
  const available = end === -1 ? following : following.slice(0, end)
  if (available.length === 0) throw new UsageError(`argument ${flag.long}: expected a value`)
  return flag.takes === "one" ? available.slice(0, 1) : available
}

/**
 * Splits the words after the command's name. Long flags may be shortened to an unambiguous prefix, `--x=y` and `-xy`
 * attach a value, `--` ends the flags.
 *
 * @throws UsageError for a flag that does not exist, is ambiguous, or lacks its value.
 */
export function parseArgs(argv: readonly string[], flags: readonly Flag[]): ParsedArgs {
  const uses: FlagUse[] = []
  const words: string[] = []
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? ""
    if (word === "--") {
      words.push(...argv.slice(i + 1))
      break
    }
    if (!looksLikeFlag(word)) {
      words.push(word)
      continue
    }
    const { flag, attached } = splitFlag(word, flags)
    const taken = takeWords(flag, attached, argv.slice(i + 1))
    uses.push({ flag, words: taken })
    if (attached === undefined && flag.takes !== "none") i += taken.length
  }
  return { uses, words }
}
