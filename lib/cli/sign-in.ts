import { readFileSync } from "node:fs"
import { hostname } from "node:os"

import { z } from "zod"

import { serverPaths } from "./api-paths.ts"
import { writeConfig } from "./client/config-file.ts"
import type { Config } from "./client/config-file.ts"
import { createClient } from "./client/create-client.ts"
import { parseServerUrl } from "./client/read-settings.ts"
import type { CommandContext } from "./command.ts"
import { CliError } from "./errors.ts"

const loginAnswer = z.object({ token: z.string(), token_id: z.string().optional(), expires_at: z.string().nullish() })

interface Credentials {
  readonly url: string | undefined
  readonly email: string
  readonly password: string
  readonly caFile: string | undefined
}

function readCaFile(file: string): string {
  try {
    return readFileSync(file, "utf8")
  } catch (error) {
    throw new CliError(`The certificate file ${file} cannot be read.`, { cause: error })
  }
}

/** Gets a token for a person and keeps it for later commands. @throws ServerError for a wrong password */
export async function signIn(
  { settings }: Pick<CommandContext, "settings">,
  { url, email, password, caFile }: Credentials,
): Promise<NonNullable<Config["login"]>> {
  const origin = url === undefined ? settings.url : parseServerUrl(url).origin
  const ca = caFile === undefined ? undefined : readCaFile(caFile)
  const readCa = () => (ca === undefined ? settings.readCa() : [...settings.readCa(), ca])
  const client = createClient({ ...settings, url: origin, readToken: () => undefined, readCa }, () => undefined)
  const json = { email, password, name: `caudal CLI on ${hostname()}` }
  const answer = loginAnswer.parse((await client.send("POST", serverPaths.login, { json })).json)
  const saved = { url: origin, email, ...answer, ...(ca === undefined ? {} : { ca }) }
  writeConfig({ ...settings.config, login: saved })
  return saved
}
