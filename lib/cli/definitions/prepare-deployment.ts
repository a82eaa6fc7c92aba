import { readFileSync } from "node:fs"

import { CliError } from "../errors.ts"
import { treeReferenceOf } from "../upload/upload-local-path.ts"
import { isRecord } from "../yaml/is-record.ts"
import type { KeyPath } from "../yaml/read-yaml.ts"
import { getAt, setAt } from "../yaml/set-path.ts"
import type { Definition } from "./load-definition.ts"
import { loadFileReference } from "./load-file-reference.ts"
import { findLocalPath, isRemote } from "./local-path.ts"
import type { LocalPath } from "./local-path.ts"

/** Something of this machine that must be uploaded before the definition can be sent. */
export interface PendingUpload {
  readonly path: KeyPath
  readonly local: LocalPath
  readonly kind: "code" | "model"
}

/** A definition whose local paths stand as placeholders: it can be checked, and sent once the uploads are done. */
export interface Prepared {
  readonly value: unknown
  readonly uploads: readonly PendingUpload[]
}

/** Stands for an upload that has not happened yet; has the shape of a reference, so that schemas can be applied. */
const NO_TREE = "0".repeat(64)

function planUpload(text: string, folder: string, path: KeyPath, kind: "code" | "model"): PendingUpload {
  const local = findLocalPath(text, folder, path.join("."))
  if (kind === "code" && local.kind !== "folder") {
    throw new CliError(`${path.join(".")}: ${text} is a file; code must be a folder that holds the scoring script.`)
  }
  return { path, local, kind }
}

/** The upload that a text at `path` asks for; undefined when it is no text or names something elsewhere. */
export function findUpload(
  value: unknown,
  path: KeyPath,
  folder: string,
  kind: "code" | "model",
): PendingUpload | undefined {
  const text = getAt(value, path)
  return typeof text === "string" && !isRemote(text) ? planUpload(text, folder, path, kind) : undefined
}

/** Puts placeholders where uploads are pending. */
export function withPlaceholders(value: unknown, uploads: readonly PendingUpload[]): Prepared {
  const draft = uploads.reduce((edited, { path, local }) => setAt(edited, path, treeReferenceOf(NO_TREE, local)), value)
  return { value: draft, uploads }
}

/** An environment with its `conda_file` as text in place of a path. @throws CliError when the file is not there */
export function inlineCondaFile(environment: unknown, folder: string, field: string): unknown {
  if (!isRecord(environment)) return environment
  const conda = environment["conda_file"]
  if (typeof conda !== "string" || conda.includes("\n")) return environment
  const local = findLocalPath(conda, folder, `${field}conda_file`)
  if (local.kind !== "file") throw new CliError(`${field}conda_file: ${conda} is a folder, not a file.`)
  return { ...environment, conda_file: readFileSync(local.absolute, "utf8") }
}

/**
 * Resolves what an online deployment names on this machine: `file:` references, `conda_file` (sent as text), and the
 * folders of model and code (to be uploaded).
 *
 * @throws CliError for a path that does not exist, with the key that names it
 */
export function prepareDeployment(definition: Definition): Prepared {
  const { folder } = definition
  const model = loadFileReference(definition.value["model"], folder, "model")
  const environment = loadFileReference(definition.value["environment"], folder, "environment")
  const value = {
    ...definition.value,
    ...(model.value === undefined ? {} : { model: model.value }),
    ...(environment.value === undefined
      ? {}
      : { environment: inlineCondaFile(environment.value, environment.folder, "environment.") }),
  }
  const uploads = [
    findUpload(value, ["model", "path"], model.folder, "model"),
    findUpload(value, ["code_configuration", "code"], folder, "code"),
  ]
  return withPlaceholders(
    value,
    uploads.filter((upload) => upload !== undefined),
  )
}
