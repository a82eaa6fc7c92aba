import { recordEvent } from "#lib/events/index.ts"
import { assert } from "#lib/kernel/assert.ts"
import type { Db } from "#lib/storage/index.ts"

import { createUser } from "./create-user.ts"
import { getWorkspaceByName, upsertMembership } from "./queries.ts"
import type { UserView } from "./schema.ts"

/** Makes an owner of the installation who is Admin of the first workspace. Run it in a transaction. @throws identity.email_taken */
export async function createOwner(
  db: Db,
  { actor, ...input }: { email: string; name?: string | undefined; password: string | null; actor: string },
  nowMs: number,
): Promise<UserView> {
  const user = await createUser(db, { ...input, isOwner: true }, nowMs)
  const workspace = await getWorkspaceByName(db, "default")
  assert(workspace, "bootstrap has made the first workspace")
  await upsertMembership(db, { workspaceId: workspace.id, userId: user.id, role: "Admin" })
  await recordEvent({ workspaceId: workspace.id, clock: { nowMs: () => nowMs }, caller: { name: actor } }, db, {
    action: "member.set",
    targetType: "member",
    targetId: user.id,
    targetName: user.email,
    result: "Succeeded",
    diff: { before: null, after: { role: "Admin", account: "new", is_owner: true } },
  })
  return user
}
