import { AppError } from "#lib/kernel/errors.ts"
import { newId } from "#lib/kernel/ids.ts"
import { isUniqueViolation, transaction } from "#lib/storage/index.ts"

import { requireOwner } from "./account.ts"
import type { AccountContext } from "./account.ts"
import { identityErrors } from "./errors.ts"
import { insertWorkspace, upsertMembership } from "./queries.ts"
import type { WorkspaceInput, WorkspaceView } from "./schema.ts"

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
  const nowMs = account.clock.nowMs()
  const id = newId("workspace", nowMs)
  try {
    await transaction(account.db, async (tx) => {
      await insertWorkspace(tx, { id, name, description })
      await upsertMembership(tx, { workspaceId: id, userId: account.identity.userId, role: "Admin" })
    })
  } catch (error) {
    if (!isUniqueViolation(error, "workspaces_name_idx")) throw error
    throw new AppError(identityErrors.workspaceNameTaken, `There is a workspace "${name}" already.`, {
      target: "name",
      cause: error,
    })
  }
  return { id, name, description, role: "Admin", created_at: new Date(nowMs).toISOString() }
}
