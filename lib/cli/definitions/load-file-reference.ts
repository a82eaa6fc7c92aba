import type { YamlFile } from "../yaml/read-yaml.ts"
import { readYaml } from "../yaml/read-yaml.ts"
import { findLocalPath } from "./local-path.ts"

/** A part of a definition, and the folder from which its relative paths are meant. */
export interface Part {
  readonly value: unknown
  readonly folder: string
  /** The file of its own that it stands in, if it has one. */
  readonly file: YamlFile | undefined
}

/** Follows `file:other.yml`, as `model:` and `environment:` may say; anything else stands where it is written. */
export function loadFileReference(value: unknown, folder: string, field: string): Part {
  if (typeof value !== "string" || !/^file:/i.test(value)) return { value, folder, file: undefined }
  const file = readYaml(findLocalPath(value, folder, field).absolute)
  return { value: file.value, folder: file.folder, file }
}
