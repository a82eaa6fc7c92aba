import { UsageError } from "../errors.ts"

/** How many words follow a flag: none, exactly one, or one and more up to the next flag. */
export type FlagTakes = "none" | "one" | "many"

/** One flag of a command. `parse` gets the words of every use, in order; an empty list means that it was not used. */
export interface Flag<T = unknown> {
  /** Long name with its dashes: `--endpoint-name`. */
  readonly long: string
  readonly short?: string
  /** Another long name with the same meaning. */
  readonly alias?: string
  readonly takes: FlagTakes
  readonly metavar: string
  readonly help: string
  readonly required: boolean
  readonly parse: (words: readonly string[]) => T
}

interface FlagText {
  readonly short?: string
  readonly alias?: string
  readonly metavar?: string
  readonly help: string
}

function defaultMetavar(long: string): string {
  return long.replace(/^--/, "").replaceAll("-", "_").toUpperCase()
}

/** A flag with one word; the last use counts, as in `az`. */
export function textFlag(long: string, text: FlagText): Flag<string | undefined> {
  return { metavar: defaultMetavar(long), ...text, long, takes: "one", required: false, parse: (words) => words.at(-1) }
}

/** A flag that must be there. @throws UsageError */
export function requiredFlag(long: string, text: FlagText): Flag<string> {
  const parse = (words: readonly string[]) => {
    const value = words.at(-1)
    if (value !== undefined && value !== "") return value
    const names = [long, text.short].filter((name) => name !== undefined).join("/")
    throw new UsageError(`the following argument is required: ${names}`)
  }
  return { metavar: defaultMetavar(long), ...text, long, takes: "one", required: true, parse }
}

/** A flag without a word: present or not. */
export function switchFlag(long: string, text: FlagText): Flag<boolean> {
  return { metavar: "", ...text, long, takes: "none", required: false, parse: (words) => words.length > 0 }
}

/** A flag with one or more words, which may be used again. */
export function listFlag(long: string, text: FlagText): Flag<readonly string[]> {
  return { metavar: defaultMetavar(long), ...text, long, takes: "many", required: false, parse: (words) => words }
}

/** A flag whose word is one of `choices`, in any case. @throws UsageError that lists them */
export function choiceFlag<const C extends string>(
  long: string,
  choices: readonly C[],
  text: FlagText,
): Flag<C | undefined> {
  const parse = (words: readonly string[]) => {
    const word = words.at(-1)
    if (word === undefined) return undefined
    const found = choices.find((choice) => choice.toLowerCase() === word.toLowerCase())
    if (found !== undefined) return found
    throw new UsageError(`argument ${long}: '${word}' is not one of ${choices.join(", ")}`)
  }
  return { metavar: choices.join("|"), ...text, long, takes: "one", required: false, parse }
}

/** A flag with a whole number in `min..max`. @throws UsageError that names both */
export function numberFlag(
  long: string,
  range: { min: number; max: number },
  text: FlagText,
): Flag<number | undefined> {
  const parse = (words: readonly string[]) => {
    const word = words.at(-1)
    if (word === undefined) return undefined
    const value = /^-?\d+$/.test(word) ? Number(word) : Number.NaN
    if (value >= range.min && value <= range.max) return value
    throw new UsageError(`argument ${long}: '${word}' must be a whole number from ${range.min} to ${range.max}`)
  }
  return { metavar: "N", ...text, long, takes: "one", required: false, parse }
}
