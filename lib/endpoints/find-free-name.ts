import type { Db } from "#lib/storage/index.ts"

import { NAME_LENGTH_MAX } from "./names.ts"
import { listNamesLike } from "./queries.ts"

/** `base`, or the first of `base-2`, `base-3`, ... that no live endpoint of the installation has. */
export async function findFreeName(db: Db, base: string): Promise<string> {
  return chooseFreeName(base, await listNamesLike(db, stem(base, SUFFIX_ROOM)))
}

/** A hyphen and up to five digits: an installation has no more endpoints of one name. */
const SUFFIX_ROOM = 6

/** As much of a name as leaves room for what is added, without a hyphen that the added one would stand beside. */
function stem(base: string, room: number): string {
  return base.slice(0, NAME_LENGTH_MAX - room).replace(/-$/, "")
}

/** The rule of it. `taken` in lower case. */
export function chooseFreeName(base: string, taken: readonly string[]): string {
  const names = new Set(taken)
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? "" : `-${number}`
    const name = number === 1 ? base : stem(base, suffix.length) + suffix
    if (!names.has(name.toLowerCase())) return name
  }
}
