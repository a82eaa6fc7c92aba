import { rm, rmdir } from "node:fs/promises"

import { removeTree } from "#lib/kernel/remove-tree.ts"

import type { InstanceHandle } from "../schema.ts"
import { readInstanceFolder } from "./instance-folder.ts"
import { stopInstance } from "./stop.ts"

/** Ends an instance and frees what it holds. See `Compute.remove`. */
export async function removeInstance(handle: InstanceHandle): Promise<void> {
  await stopInstance(handle, 0)
  const { started } = await readInstanceFolder(handle.folder, Date.now())
  // A group that is gone, or that another boot never had, is fine.
  for (const group of started?.control_groups ?? []) await rmdir(group).catch(() => undefined)
  for (const socket of [handle.socket, handle.controlSocket]) await rm(socket, { force: true })
  await removeTree(handle.folder)
}
