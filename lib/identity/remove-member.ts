import { recordEvent } from "#lib/events/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { transaction } from "#lib/storage/index.ts"

import { authorise } from "./authorise.ts"
import type { Context } from "./context.ts"
import { identityErrors } from "./errors.ts"
import { deleteMembership, getUserByEmail } from "./queries.ts"

/** Ends a person's membership of the workspace. The person remains. @throws identity.user_not_found */
export async function removeMember(ctx: Context, email: string): Promise<void> {
  authorise(ctx, "members/write")
  await transaction(ctx.db, async (tx) => {
    const user = await getUserByEmail(tx, email)
    const before = user && (await deleteMembership(tx, ctx.workspaceId, user.id))
    if (!before) {
      throw new AppError(identityErrors.userNotFound, `${email} is not a member of this workspace.`, {
        target: "email",
      })
    }
    await recordEvent(ctx, tx, {
      action: "member.remove",
      targetType: "member",
      targetId: user.id,
      targetName: user.email,
      result: "Succeeded",
      diff: { before, after: null },
    })
  })
}
