import { execFile } from "node:child_process"
import { existsSync } from "node:fs"
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises"
import path from "node:path"
import { promisify } from "node:util"

import { inheritEnv } from "#lib/kernel/env.ts"

const run = promisify(execFile)
const TIMEOUT_MS = 60_000

/**
 * Puts the distribution's own bubblewrap package into `target` without installing it and without root's rights. Package
 * lists are fetched into the same folder if the machine has none.
 */
export async function fetchBwrap(target: string): Promise<{ readonly path: string } | { readonly reason: string }> {
  let draft: string | undefined
  try {
    await mkdir(path.dirname(target), { recursive: true })
    draft = await mkdtemp(`${target}-`)
    await download(draft)
    const archive = (await readdir(draft)).find((name) => name.endsWith(".deb"))
    if (archive === undefined)
      return { reason: "bubblewrap is not installed, and apt-get has no package of that name." }
    await run("dpkg-deb", ["-x", path.join(draft, archive), path.join(draft, "tree")], { timeout: TIMEOUT_MS })
    await rm(target, { recursive: true, force: true })
    await rename(path.join(draft, "tree"), target).catch((error: unknown) => {
      // Another process of this installation was faster; its copy is as good.
      if (!existsSync(path.join(target, "usr/bin/bwrap"))) throw error
    })
    return { path: path.join(target, "usr/bin/bwrap") }
  } catch (error) {
    const cause = error instanceof Error ? (error.message.split("\n").at(-1) ?? "") : String(error)
    return { reason: `bubblewrap is not installed and could not be fetched with apt-get: ${cause.slice(0, 300)}` }
  } finally {
    if (draft !== undefined) await rm(draft, { recursive: true, force: true })
  }
}

async function download(folder: string): Promise<void> {
  const options = { cwd: folder, timeout: TIMEOUT_MS, env: { ...inheritEnv(), DEBIAN_FRONTEND: "noninteractive" } }
  try {
    await run("apt-get", ["-q", "download", "bubblewrap"], options)
  } catch {
    for (const name of ["lists/partial", "cache/archives/partial"]) {
      await mkdir(path.join(folder, name), { recursive: true })
    }
    const own = [
      "-o",
      `Dir::State::Lists=${folder}/lists`,
      "-o",
      `Dir::Cache=${folder}/cache`,
      "-o",
      "APT::Sandbox::User=",
    ]
    await run("apt-get", ["-q", ...own, "update"], options)
    await run("apt-get", ["-q", ...own, "download", "bubblewrap"], options)
  }
}
