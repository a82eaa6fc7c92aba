import { recordEvent } from "#lib/events/index.ts"
import { newId } from "#lib/kernel/ids.ts"
import type { Db } from "#lib/storage/index.ts"

import { insertWorkspace } from "./queries.ts"

interface NewWorkspace {
  readonly name: string
  readonly description: string
  /** Who makes it, as events show it. */
  readonly actor: string
  readonly nowMs: number
}

/** Makes a workspace whose history begins with that. Answers its id. Run it in a transaction. */
export async function writeWorkspace(tx: Db, { name, description, actor, nowMs }: NewWorkspace): Promise<string> {
  const id = newId("workspace", nowMs)
  await insertWorkspace(tx, { id, name, description })
  await recordEvent({ workspaceId: id, clock: { nowMs: () => nowMs }, caller: { name: actor } }, tx, {
    action: "workspace.create",
    targetType: "workspace",
    targetId: id,
    targetName: name,
    result: "Succeeded",
    diff: { before: null, after: { description } },
  })
  return id
}
