import { AppError } from "#lib/kernel/errors.ts"
import type { Db } from "#lib/storage/index.ts"

import { actorOf, isLimited } from "./account.ts"
import type { Identity } from "./account.ts"
import type { Caller } from "./context.ts"
import { identityErrors } from "./errors.ts"
import { getWorkspaceForUser } from "./queries.ts"
import type { WorkspaceView } from "./schema.ts"
import { allowedActions, roleOf } from "./workspace-role.ts"

/**
 * The workspace of that name and what this person may do in it.
 *
 * @throws identity.workspace_not_found, alike for one that does not exist, one of others and one outside the token's limits.
 */
export async function enterWorkspace(
  db: Db,
  identity: Identity,
  name: string,
): Promise<{ workspace: WorkspaceView; caller: Caller }> {
  const found = await getWorkspaceForUser(db, { userId: identity.userId, name })
  const role = found && roleOf(identity.isOwner, found.role)
  const limit = identity.token?.workspaceId ?? null
  if (!found || !role || (limit !== null && limit !== found.workspace.id)) {
    throw new AppError(identityErrors.workspaceNotFound, `There is no workspace "${name}" that you can see.`, {
      target: "workspace",
    })
  }
  const { id, description, createdAt } = found.workspace
  return {
    workspace: { id, name: found.workspace.name, description, role, created_at: createdAt.toISOString() },
    caller: {
      kind: identity.token ? "token" : "user",
      id: identity.userId,
      name: actorOf(identity),
      actions: allowedActions(identity, role),
      isLimited: isLimited(identity),
    },
  }
}
