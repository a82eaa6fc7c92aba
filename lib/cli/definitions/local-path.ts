import { existsSync, realpathSync, statSync } from "node:fs"
import path from "node:path"

import { CliError } from "../errors.ts"

/** A file or folder of this machine that a definition names. */
export interface LocalPath {
  readonly absolute: string
  readonly kind: "file" | "folder"
  /** Last part of the name, as it will be called inside the instance. */
  readonly name: string
}

/** Whether a text names something that is elsewhere: an asset, a URL, an upload. */
export function isRemote(text: string): boolean {
  return /^(azureml:|[a-z][a-z0-9+.-]*:\/\/)/i.test(text) && !/^file:/i.test(text)
}

function withoutFilePrefix(text: string): string {
  return text.replace(/^file:(\/\/(?=\/))?/i, "")
}

/**
 * Finds what a definition names by a path, seen from the folder of the file that names it.
 *
 * @param field the key that holds the path, for the message
 * @throws CliError when it does not exist or is neither a file nor a folder
 */
export function findLocalPath(text: string, folder: string, field: string): LocalPath {
  const named = path.resolve(folder, withoutFilePrefix(text))
  if (!existsSync(named)) throw new CliError(`${field}: there is no file or folder ${text} (looked for ${named}).`)
  const absolute = realpathSync(named)
  const stat = statSync(absolute)
  if (stat.isDirectory()) return { absolute, kind: "folder", name: path.basename(named) || "root" }
  if (stat.isFile()) return { absolute, kind: "file", name: path.basename(named) }
  throw new CliError(`${field}: ${text} is neither a file nor a folder.`)
}
