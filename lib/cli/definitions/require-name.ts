import { CliError } from "../errors.ts"
import { isRecord } from "../yaml/is-record.ts"

/** The text under `key` of a checked definition. @throws CliError when there is none */
export function requireName(value: unknown, key: string): string {
  const name = isRecord(value) ? value[key] : undefined
  if (typeof name === "string" && name !== "") return name
  throw new CliError(`The definition has no ${key}.`)
}
