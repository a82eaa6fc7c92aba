import { AppError } from "#lib/kernel/errors.ts"
import { isUniqueViolation, transaction } from "#lib/storage/index.ts"

import { actorOf, requireOwner } from "./account.ts"
import type { AccountContext } from "./account.ts"
import { identityErrors } from "./errors.ts"
import { upsertMembership } from "./queries.ts"
import type { WorkspaceInput, WorkspaceView } from "./schema.ts"
import { writeWorkspace } from "./write-workspace.ts"

/**
 * Makes a workspace; who makes it becomes its Admin.
 *
 * @throws identity.owner_required, identity.workspace_name_taken
 */
export async function createWorkspace(
  account: AccountContext,
  { name, description = "" }: WorkspaceInput,
): Promise<WorkspaceView> {
  requireOwner(account)
  const { db, clock, identity } = account
  const nowMs = clock.nowMs()
  try {
    const id = await transaction(db, async (tx) => {
      const made = await writeWorkspace(tx, { name, description, actor: actorOf(identity), nowMs })
      await upsertMembership(tx, { workspaceId: made, userId: identity.userId, role: "Admin" })
      return made
    })
    return { id, name, description, role: "Admin", created_at: new Date(nowMs).toISOString() }
  } catch (error) {
    if (!isUniqueViolation(error, "workspaces_name_idx")) throw error
    throw new AppError(identityErrors.workspaceNameTaken, `There is a workspace "${name}" already.`, {
      target: "name",
      cause: error,
    })
  }
}
