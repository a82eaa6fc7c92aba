import { realpathSync } from "node:fs"
import path from "node:path"

import type { FlagUse } from "../args/index.ts"
import { CliError } from "../errors.ts"
import { applyEdits } from "../yaml/apply-edits.ts"
import { isRecord } from "../yaml/is-record.ts"
import { readYaml } from "../yaml/read-yaml.ts"
import type { YamlFile } from "../yaml/read-yaml.ts"

/** A definition as it was written in a file, with what flags changed. */
export interface Definition {
  readonly value: Readonly<Record<string, unknown>>
  /** Relative paths in it are meant from here. */
  readonly folder: string
  readonly file: YamlFile | undefined
}

interface Source {
  /** `-f`, if given. */
  readonly file: string | undefined
  /** Values of flags such as `-n`, which win over the file; undefined ones are not there. */
  readonly overrides: Readonly<Record<string, unknown>>
  /** Where `--set`, `--add` and `--remove` are found. */
  readonly uses: readonly FlagUse[]
}

/** Reads `-f`, then applies flags and edits. @throws CliError */
export function loadDefinition({ file, overrides, uses }: Source): Definition {
  const yaml = file === undefined ? undefined : readYaml(file)
  const written = yaml?.value ?? {}
  if (!isRecord(written)) throw new CliError(`${file}:1: must be a map of keys and values.`)
  const { $schema: _schema, ...kept } = written
  const given = Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined))
  const value = applyEdits({ ...kept, ...given }, uses)
  if (!isRecord(value)) throw new CliError("--set must leave a map of keys and values.")
  return { value, folder: yaml?.folder ?? realpathSync(path.resolve(".")), file: yaml }
}
