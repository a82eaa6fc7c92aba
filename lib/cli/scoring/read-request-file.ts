import { readFileSync } from "node:fs"

import { CliError } from "../errors.ts"

/**
 * A request's body from a file. It must be JSON, as for `az`, and is sent as it is written: parsing and writing it again
 * would change whole numbers above 2^53.
 *
 * @throws CliError
 */
export function readRequestFile(file: string): string {
  let text: string
  try {
    text = readFileSync(file, "utf8").replace(/^\uFEFF/, "")
  } catch (error) {
    throw new CliError(`The request file ${file} cannot be read.`, { cause: error })
  }
  try {
    JSON.parse(text)
    return text
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new CliError(`The request file ${file} is not JSON: ${reason}`, {
      lines: ["For a body of another kind call the scoring address itself, for instance with curl."],
      cause: error,
    })
  }
}
