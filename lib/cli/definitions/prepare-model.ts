import { findUpload, withPlaceholders } from "./prepare-deployment.ts"
import type { Definition } from "./load-definition.ts"
import type { Prepared } from "./prepare-deployment.ts"

/** Resolves the local path of a model. @throws CliError when there is nothing at the path */
export function prepareModel({ value, folder }: Definition): Prepared {
  const upload = findUpload(value, ["path"], folder, "model")
  return withPlaceholders(value, upload === undefined ? [] : [upload])
}
