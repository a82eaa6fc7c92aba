import type { Clock } from "#lib/kernel/clock.ts"
import { AppError } from "#lib/kernel/errors.ts"
import type { Db } from "#lib/storage/index.ts"

import type { Action } from "./actions.ts"
import { identityErrors } from "./errors.ts"

/** What a token may do at most, whatever its owner may. */
export interface TokenLimits {
  readonly id: string
  readonly name: string
  /** Null: every workspace of its owner. */
  readonly workspaceId: string | null
  /** Null: every action of its owner's role. */
  readonly actions: ReadonlySet<Action> | null
}

/** A person who has proved who they are, by session or by token. Says nothing yet about any workspace. */
export interface Identity {
  readonly userId: string
  readonly email: string
  readonly name: string
  readonly isOwner: boolean
  readonly sessionId: string | null
  readonly token: TokenLimits | null
}

/** What use-cases outside of any workspace get first. */
export interface AccountContext {
  readonly db: Db
  readonly clock: Clock
  readonly identity: Identity
}

/** Whether a token does less than its owner. */
export function isLimited({ token }: Pick<Identity, "token">): boolean {
  return token !== null && (token.workspaceId !== null || token.actions !== null)
}

/** As events show it: an e-mail address, and the token in brackets behind it. */
export function actorOf({ email, token }: Pick<Identity, "email" | "token">): string {
  return token ? `${email} (token ${token.name})` : email
}

/** Refuses limited tokens: whoever could mint tokens with one would escape its limits. @throws identity.token_limited */
export function requireUnlimited({ identity }: AccountContext): void {
  if (isLimited(identity)) {
    throw new AppError(
      identityErrors.tokenLimited,
      `${actorOf(identity)} is limited to a workspace or to actions, so it may not manage accounts.`,
    )
  }
}

/** @throws identity.owner_required */
export function requireOwner(account: AccountContext): void {
  requireUnlimited(account)
  if (!account.identity.isOwner) {
    throw new AppError(identityErrors.ownerRequired, `${account.identity.email} is not an owner of this installation.`)
  }
}
