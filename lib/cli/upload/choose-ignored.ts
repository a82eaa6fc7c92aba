import { existsSync, readFileSync } from "node:fs"
import path from "node:path"

import { IGNORE_FILES, leftOut } from "#lib/assets/contract.ts"
import type { IsIgnored, UploadKind } from "#lib/assets/contract.ts"

/** What is left out of an upload of a folder of this machine. */
export function chooseIgnored(root: string, kind: UploadKind): IsIgnored {
  const file = IGNORE_FILES[kind].map((name) => path.join(root, name)).find((candidate) => existsSync(candidate))
  return leftOut(kind, file === undefined ? null : readFileSync(file, "utf8"))
}
