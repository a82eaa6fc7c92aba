import { AppError } from "#lib/kernel/errors.ts"
import { transaction } from "#lib/storage/index.ts"

import { authorise } from "./authorise.ts"
import type { Context } from "./context.ts"
import { createUser } from "./create-user.ts"
import { identityErrors } from "./errors.ts"
import { getUserByEmail, upsertMembership } from "./queries.ts"
import type { MemberInput, MemberView } from "./schema.ts"

/**
 * Gives a person a role in the workspace; with `password`, also makes a person who does not exist yet.
 *
 * @throws identity.user_not_found if the person does not exist and no password is given.
 */
export async function setMember(ctx: Context, email: string, input: MemberInput): Promise<MemberView> {
  authorise(ctx, "members/write")
  return await transaction(ctx.db, async (tx) => {
    const known = await getUserByEmail(tx, email)
    if (!known && input.password === undefined) {
      throw new AppError(identityErrors.userNotFound, `There is no person ${email}. Send a password to create them.`, {
        target: "email",
      })
    }
    const { password = null, name } = input
    const user = known ?? (await createUser(tx, { email, name, password }, ctx.clock.nowMs()))
    await upsertMembership(tx, { workspaceId: ctx.workspaceId, userId: user.id, role: input.role })
    return { email: user.email, name: user.name, role: input.role }
  })
}
