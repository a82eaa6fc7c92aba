import { recordEvent } from "#lib/events/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { transaction } from "#lib/storage/index.ts"

import { ROLE_ACTIONS } from "./actions.ts"
import { authorise } from "./authorise.ts"
import type { Context } from "./context.ts"
import { createUser } from "./create-user.ts"
import { identityErrors } from "./errors.ts"
import { getUserByEmail, lockMembership, upsertMembership } from "./queries.ts"
import type { MemberInput, MemberView } from "./schema.ts"

/**
 * Gives a person a role in the workspace; with `password`, also makes a person who does not exist yet.
 *
 * @throws identity.user_not_found if the person does not exist and no password is given.
 * @throws identity.email_taken if the person exists and a password or a name is given.
 * @throws identity.token_limited if a limited token would make a person, or give more than it may do itself.
 */
export async function setMember(ctx: Context, email: string, input: MemberInput): Promise<MemberView> {
  authorise(ctx, "members/write")
  return await transaction(ctx.db, async (tx) => {
    const known = await getUserByEmail(tx, email)
    if (known) requireNoAccount(email, input)
    requireWithinLimits(ctx, { role: input.role, isNew: !known })
    const { password, name } = input
    if (!known && password === undefined) {
      throw new AppError(identityErrors.userNotFound, `There is no person ${email}. Send a password to create them.`, {
        target: "email",
      })
    }
    const user = known ?? (await createUser(tx, { email, name, password: password ?? null }, ctx.clock.nowMs()))
    const before = await lockMembership(tx, ctx.workspaceId, user.id)
    if (before?.role !== input.role) {
      await upsertMembership(tx, { workspaceId: ctx.workspaceId, userId: user.id, role: input.role })
      await recordEvent(ctx, tx, {
        action: "member.set",
        targetType: "member",
        targetId: user.id,
        targetName: user.email,
        result: "Succeeded",
        diff: { before, after: { role: input.role, ...(known ? {} : { account: "new" }) } },
      })
    }
    return { email: user.email, name: user.name, role: input.role }
  })
}

/** An account is its person's: whoever could set its password in one workspace could be that person in all others. */
function requireNoAccount(email: string, { password, name }: MemberInput): void {
  const target = password === undefined ? "name" : "password"
  if (password === undefined && name === undefined) return
  throw new AppError(
    identityErrors.emailTaken,
    `${email} exists already, and ${target} is only for a person who does not exist yet. Leave it out to give the role.`,
    { target },
  )
}

/** Whoever could make people with a limited token, or give roles beyond it, would escape its limits. */
function requireWithinLimits(
  { caller }: Context,
  { role, isNew }: { role: MemberInput["role"]; isNew: boolean },
): void {
  if (!caller.isLimited) return
  if (isNew) {
    throw new AppError(
      identityErrors.tokenLimited,
      `${caller.name} is limited to a workspace or to actions, so it may not create people. Use a session or a token without limits.`,
      { target: "email" },
    )
  }
  const beyond = [...ROLE_ACTIONS[role]].find((action) => !caller.actions.has(action))
  if (beyond === undefined) return
  throw new AppError(
    identityErrors.tokenLimited,
    `${caller.name} lacks the action "${beyond}", so it may not give the role ${role}, which has it. Use a session or a token without limits.`,
    { target: "role" },
  )
}
