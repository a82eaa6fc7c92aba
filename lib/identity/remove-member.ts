import { AppError } from "#lib/kernel/errors.ts"

import { authorise } from "./authorise.ts"
import type { Context } from "./context.ts"
import { identityErrors } from "./errors.ts"
import { deleteMembership, getUserByEmail } from "./queries.ts"

/** Ends a person's membership of the workspace. The person remains. @throws identity.user_not_found */
export async function removeMember(ctx: Context, email: string): Promise<void> {
  authorise(ctx, "members/write")
  const user = await getUserByEmail(ctx.db, email)
  if (!user || !(await deleteMembership(ctx.db, ctx.workspaceId, user.id))) {
    throw new AppError(identityErrors.userNotFound, `${email} is not a member of this workspace.`, { target: "email" })
  }
}
