import path from "node:path"

import { isRemote } from "./local-path.ts"

/** A path from a flag is meant from the current folder, also when a file elsewhere gives the rest. */
export function localOverride(text: string | undefined): string | undefined {
  return text === undefined || isRemote(text) ? text : path.resolve(text)
}
