import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { homedir } from "node:os"
import path from "node:path"

import { z } from "zod"

import { readEnv } from "#lib/kernel/env.ts"

import { CliError } from "../errors.ts"

const configSchema = z.object({
  /** `configure --defaults`: what flags say when they are not given. */
  defaults: z.record(z.string(), z.string()).default({}),
  /** `login`: one server at a time. */
  login: z
    .object({
      url: z.string(),
      email: z.string(),
      token: z.string(),
      token_id: z.string().optional(),
      expires_at: z.string().nullish(),
      ca: z.string().optional(),
    })
    .optional(),
})

export type Config = z.infer<typeof configSchema>

/** Where this person's settings are kept: `$XDG_CONFIG_HOME/caudal/config.json`, else under `~/.config`. */
export function configPath(): string {
  return path.join(readEnv().XDG_CONFIG_HOME ?? path.join(homedir(), ".config"), "caudal", "config.json")
}

/** The saved settings; empty ones where there is no file. @throws CliError when the file is not valid */
export function readConfig(file: string = configPath()): Config {
  let text: string
  try {
    text = readFileSync(file, "utf8")
  } catch {
    return { defaults: {} }
  }
  try {
    return configSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new CliError(`${file} is not a valid settings file. Correct or remove it.`, { cause: error })
  }
}

/** Saves the settings by rename, with mode 600 because a token may be among them. */
export function writeConfig(config: Config, file: string = configPath()): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const temporary = `${file}.${process.pid}`
  writeFileSync(temporary, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 })
  renameSync(temporary, file)
}
