import { access } from "node:fs/promises"
import { homedir } from "node:os"
import path from "node:path"

import { inheritEnv } from "#lib/kernel/env.ts"

import { planToolSettings } from "./plan-tool-settings.ts"
import type { ToolSettings } from "./plan-tool-settings.ts"
import { readPipSettings } from "./read-pip-settings.ts"

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}

/** uv's configuration file of this user or this machine; uv itself would not find it from inside the sandbox. */
async function findUvConfig(env: NodeJS.ProcessEnv): Promise<string | null> {
  if (env.UV_NO_CONFIG) return null
  const user = path.join(env.XDG_CONFIG_HOME ?? path.join(homedir(), ".config"), "uv/uv.toml")
  for (const file of [env.UV_CONFIG_FILE, user, "/etc/uv/uv.toml"]) {
    if (file && (await exists(file))) return file
  }
  return null
}

/** What of this machine's pip and uv settings a build gets: index URLs, proxies, certificates, credentials. */
export async function readToolSettings(): Promise<ToolSettings> {
  const env = inheritEnv()
  const config = await findUvConfig(env)
  const uvEnv = config === null ? { UV_NO_CONFIG: "1" } : { UV_CONFIG_FILE: config }
  const plan = planToolSettings({ ...env, ...uvEnv }, await readPipSettings(env))
  const isThere = await Promise.all(plan.files.map(exists))
  return { ...plan, files: plan.files.filter((_file, index) => isThere[index] === true) }
}
