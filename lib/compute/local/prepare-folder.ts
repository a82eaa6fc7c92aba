import { lstat, mkdir, symlink } from "node:fs/promises"
import path from "node:path"

import { AppError } from "#lib/kernel/errors.ts"
import { removeTree } from "#lib/kernel/remove-tree.ts"

import { computeErrors } from "../errors.ts"
import type { InstanceSpec, Mount } from "../schema.ts"

/** @throws AppError `compute.invalid_spec` naming the first mounted path that is not there. */
export async function checkMounts(spec: InstanceSpec): Promise<void> {
  for (const { source, target } of spec.mounts) {
    if ((await lstat(source).catch(() => null)) !== null) continue
    const message = `mounts: ${target} cannot be mounted, because its source ${path.basename(source)} is not on this machine.`
    throw new AppError(computeErrors.invalidSpec, message, { target: "mounts", internal: source })
  }
}

/**
 * Makes the instance's folder ready for a run: clears what an earlier run left, and makes the links of an instance without a sandbox.
 */
export async function prepareFolder(folder: string, links: readonly Mount[], isAgain: boolean): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (isAgain) {
    for (const name of ["logs", "shim.json", "exit.json", "phases.jsonl", "root"]) {
      await removeTree(path.join(folder, name))
    }
  }
  if (links.length === 0) return
  for (const name of ["home", "tmp", "var/azureml-app"]) {
    await mkdir(path.join(folder, "root", name), { recursive: true, mode: 0o700 })
  }
  for (const { source, target } of links) {
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
    await symlink(source, target)
  }
}
