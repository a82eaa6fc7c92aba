import { readFile } from "node:fs/promises"
import { devNull, homedir } from "node:os"
import path from "node:path"

import { parsePipConfig } from "./parse-pip-config.ts"

function configFiles(env: Readonly<Record<string, string | undefined>>): string[] {
  if (env.PIP_CONFIG_FILE === devNull) return []
  const home = homedir()
  const systemFolders = (env.XDG_CONFIG_DIRS ?? "/etc/xdg").split(path.delimiter).filter((folder) => folder !== "")
  return [
    ...systemFolders.map((folder) => path.join(folder, "pip/pip.conf")),
    "/etc/pip.conf",
    path.join(home, ".pip/pip.conf"),
    path.join(env.XDG_CONFIG_HOME ?? path.join(home, ".config"), "pip/pip.conf"),
    ...(env.PIP_CONFIG_FILE ? [env.PIP_CONFIG_FILE] : []),
  ]
}

/**
 * What pip would use on this machine: its configuration files, then `PIP_*` variables over them.
 *
 * @returns values by long option name without dashes (`index-url`, `extra-index-url`, `cert`).
 */
export async function readPipSettings(env: Readonly<Record<string, string | undefined>>): Promise<Map<string, string>> {
  const settings = new Map<string, string>()
  for (const file of configFiles(env)) {
    const text = await readFile(file, "utf8").catch(() => "")
    for (const [key, value] of parsePipConfig(text)) settings.set(key, value)
  }
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith("PIP_") || value === undefined || value === "") continue
    settings.set(name.slice("PIP_".length).toLowerCase().replaceAll("_", "-"), value)
  }
  return settings
}
