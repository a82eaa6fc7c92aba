import type { CommandContext } from "../command.ts"
import { uploadLocalPath } from "../upload/upload-local-path.ts"
import { setAt } from "../yaml/set-path.ts"

import type { Prepared } from "./prepare-deployment.ts"

/** Uploads what a checked definition names on this machine, one after the other, and answers what to send. */
export async function uploadPrepared(
  context: Pick<CommandContext, "client" | "terminal" | "tell">,
  prepared: Prepared,
): Promise<unknown> {
  let { value } = prepared
  for (const { path, local, kind } of prepared.uploads) {
    value = setAt(value, path, await uploadLocalPath(context, local, kind))
  }
  return value
}
