import { statSync } from "node:fs"

import type { CommandContext } from "../command.ts"
import type { LocalPath } from "../definitions/local-path.ts"
import { CliError } from "../errors.ts"

import { chooseIgnored } from "./choose-ignored.ts"
import { createUploadProgress } from "./upload-progress.ts"
import { uploadTree } from "./upload-tree.ts"
import { walkTree } from "./walk-tree.ts"
import type { TreeFile } from "./walk-tree.ts"

async function listFiles(local: LocalPath, kind: "code" | "model"): Promise<readonly TreeFile[]> {
  if (local.kind === "folder") return await walkTree(local.absolute, chooseIgnored(local.absolute, kind))
  const info = statSync(local.absolute)
  return [{ path: local.name, absolute: local.absolute, size: info.size, executable: (info.mode & 0o100) !== 0 }]
}

/** The reference of an uploaded tree, as definitions write it: a folder ends with `/`. */
export function treeReferenceOf(tree: string, local: Pick<LocalPath, "name" | "kind">): string {
  return `caudal://trees/${tree}/${local.name}${local.kind === "folder" ? "/" : ""}`
}

/** Uploads a file or folder of this machine and answers its reference. @throws CliError, also for an empty folder */
export async function uploadLocalPath(
  context: Pick<CommandContext, "client" | "terminal" | "tell">,
  local: LocalPath,
  kind: "code" | "model",
): Promise<string> {
  const files = await listFiles(local, kind)
  if (files.length === 0) throw new CliError(`${local.absolute} has no file to upload.`)
  const progress = createUploadProgress(context.terminal, context.tell, `upload ${kind} ${local.name}`)
  const { tree, sentBytes } = await uploadTree(context.client, files, progress.show).finally(progress.clear)
  progress.end(sentBytes, files.length)
  return treeReferenceOf(tree, local)
}
