import { readFileSync } from "node:fs"
import path from "node:path"

import { readEnv } from "#lib/kernel/env.ts"
import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"

import { UsageError } from "../errors.ts"
import { readLauncher } from "../local/read-launcher.ts"
import type { Config } from "./config-file.ts"

const WORKSPACE_DEFAULT = "default"
/** File of the local certificate authority below `home.tls`. */
const CA_FILE = "ca.pem"

/** What a command knows of the server, the workspace and the person, however it was told. */
export interface Settings {
  readonly version: string
  readonly url: string
  /** Whether the server is on this machine, by its address. */
  readonly isLocal: boolean
  readonly workspace: string
  readonly home: Home
  readonly config: Config
  readonly caFile: string
  /** The token to send, read when first needed. */
  readonly readToken: () => string | undefined
  /** Certificate authorities to trust besides the usual ones. */
  readonly readCa: () => readonly string[]
}

function isLoopback(url: URL): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|.*\.localhost)$/.test(url.hostname)
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return undefined
  }
}

/** @throws UsageError for an address that is none */
export function parseServerUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && /^https?:$/.test(url.protocol)) return url
  throw new UsageError(`'${text}' is not an address of a server; write it as https://caudal.example.org`)
}

/** The token: CAUDAL_TOKEN, else the login saved for this very server, else the file that a local server leaves. */
function findToken(url: URL, config: Config, home: Home): string | undefined {
  const given = readEnv().CAUDAL_TOKEN
  if (given !== undefined) return given
  if (config.login !== undefined && new URL(config.login.url).origin === url.origin) return config.login.token
  // A local token is never sent to another machine.
  return isLoopback(url) ? readIfThere(home.cliTokenFile)?.trim() : undefined
}

/** Where the Caudal of this home answers: its launcher knows the port that it was started with. */
function findLocalUrl(home: Home, port: number): string {
  const started = readLauncher(home)?.studioUrl
  const isUsable = started !== undefined && URL.canParse(started) && isLoopback(new URL(started))
  return isUsable ? started : `http://127.0.0.1:${port}`
}

/** Gathers settings from the environment, the saved file and the flag `-w`. */
export function readSettings(config: Config, options: { workspace: string | undefined; version: string }): Settings {
  const env = readEnv()
  const home = homeAt()
  const url = parseServerUrl(env.CAUDAL_URL ?? config.login?.url ?? findLocalUrl(home, env.PORT))
  const caFile = path.join(home.tls, CA_FILE)
  let token: string | undefined
  return {
    version: options.version,
    url: url.origin,
    isLocal: isLoopback(url),
    workspace: options.workspace ?? config.defaults["workspace"] ?? WORKSPACE_DEFAULT,
    home,
    config,
    caFile,
    readToken: () => (token ??= findToken(url, config, home)),
    readCa: () => [readIfThere(caFile), config.login?.ca].filter((pem) => pem !== undefined),
  }
}
