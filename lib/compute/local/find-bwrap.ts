import { execFile } from "node:child_process"
import { once } from "node:events"
import { access, constants } from "node:fs/promises"
import path from "node:path"
import { text } from "node:stream/consumers"
import { promisify } from "node:util"

import { inheritEnv } from "#lib/kernel/env.ts"

import { fetchBwrap } from "./fetch-bwrap.ts"
import { buildSeccompFilter } from "./seccomp.ts"
import type { SandboxFeatures, SandboxTool } from "./sandbox.ts"
import { spawnSandboxed } from "./spawn-sandboxed.ts"

/** Either a bubblewrap that was seen to work on this machine, or why there is none. */
export type FoundSandbox = { readonly tool: SandboxTool } | { readonly tool: null; readonly reason: string }

const run = promisify(execFile)

/**
 * Looks for bubblewrap: on PATH, then in the tools folder, where it is fetched once without root's rights if `apt-get` and
 * `dpkg-deb` are there. One counts only if it runs `true` in a sandbox with every option of an instance.
 *
 * @param toolsFolder `$CAUDAL_HOME/tools`.
 */
export async function findBwrap(toolsFolder: string): Promise<FoundSandbox> {
  const reasons: string[] = []
  for (const candidate of [...onPath(), path.join(toolsFolder, "bubblewrap/usr/bin/bwrap")]) {
    const found = await tryBwrap(candidate, reasons)
    if (found) return { tool: found }
  }
  // One that is there but does not work tells that the machine forbids sandboxes; another copy would not help.
  if (reasons.length === 0) {
    const fetched = await fetchBwrap(path.join(toolsFolder, "bubblewrap"))
    if ("reason" in fetched) reasons.push(fetched.reason)
    else {
      const found = await tryBwrap(fetched.path, reasons)
      if (found) return { tool: found }
    }
  }
  return { tool: null, reason: reasons.join(" ") }
}

function onPath(): string[] {
  const folders = (inheritEnv()["PATH"] ?? "").split(":").filter((folder) => path.isAbsolute(folder))
  return folders.map((folder) => path.join(folder, "bwrap"))
}

async function tryBwrap(candidate: string, reasons: string[]): Promise<SandboxTool | null> {
  try {
    await access(candidate, constants.X_OK)
  } catch {
    return null
  }
  try {
    const { stdout } = await run(candidate, ["--version"], { timeout: 5000 })
    const unfiltered: SandboxTool = { path: candidate, features: featuresOf(stdout), seccomp: null }
    const filtered = { ...unfiltered, seccomp: buildSeccompFilter(process.arch) }
    if ((await probe(filtered)) === null) return filtered
    const failure = await probe(unfiltered)
    if (failure === null) return unfiltered
    reasons.push(`${candidate} cannot make a sandbox here: ${failure}`)
  } catch (error) {
    reasons.push(`${candidate} does not run: ${error instanceof Error ? error.message.slice(0, 500) : String(error)}`)
  }
  return null
}

/** What the version that `bwrap --version` prints can do. An unknown version is taken for an old one. */
export function featuresOf(versionLine: string): SandboxFeatures {
  const [, major = "0", minor = "0"] = /(\d+)\.(\d+)/.exec(versionLine) ?? []
  const version = Number(major) * 1000 + Number(minor)
  return { tmpfsSize: version >= 7, disableUserns: version >= 8 }
}

/** Null when a sandbox with all options works, else what bubblewrap said. */
async function probe(tool: SandboxTool): Promise<string | null> {
  const child = spawnSandboxed(
    tool,
    { purpose: "instance", env: {}, cwd: "/tmp", network: false, mounts: [], temporaryMib: 1 },
    ["true"],
  )
  const said = child.stderr ? text(child.stderr) : Promise.resolve("")
  const [code] = await once(child, "close")
  return code === 0 ? null : (await said).trim().slice(0, 500) || `exit code ${String(code)}`
}
