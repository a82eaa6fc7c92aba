import { didYouMean } from "#lib/kernel/nearest-word.ts"

import { UsageError } from "../errors.ts"

import type { Flag } from "./flag.ts"

function longNames(flag: Flag): string[] {
  return flag.alias === undefined ? [flag.long] : [flag.long, flag.alias]
}

/**
 * The flag that a long name stands for, as argparse (and so `az`) finds it: the exact name, else the only flag that
 * begins with it. `--auth_mode` counts as `--auth-mode`.
 *
 * @throws UsageError when no flag or more than one flag begins so.
 */
export function matchLongFlag(written: string, flags: readonly Flag[]): Flag {
  const name = written.replaceAll("_", "-")
  const exact = flags.find((flag) => longNames(flag).includes(name))
  if (exact !== undefined) return exact
  const matches = flags.filter((flag) => longNames(flag).some((long) => long.startsWith(name)))
  const [first, ...rest] = matches
  if (first !== undefined && rest.length === 0) return first
  if (first !== undefined) {
    const names = matches.map((flag) => longNames(flag).find((long) => long.startsWith(name)))
    throw new UsageError(`ambiguous option: ${written} could match ${names.join(", ")}`)
  }
  throw new UsageError(`unrecognized argument: ${written}.${didYouMean(name, flags.flatMap(longNames))}`)
}

/** The flag of a single-letter name such as `-n`. @throws UsageError */
export function matchShortFlag(written: string, flags: readonly Flag[]): Flag {
  const found = flags.find((flag) => flag.short === written)
  if (found !== undefined) return found
  throw new UsageError(`unrecognized argument: ${written}`)
}
