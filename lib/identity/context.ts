import type { Clock } from "#lib/kernel/clock.ts"
import type { Db } from "#lib/storage/index.ts"

import type { Action } from "./actions.ts"

/** Who asks: a person by session, a token, or Caudal itself. */
export interface Caller {
  readonly kind: "user" | "token" | "system"
  /** User id; for the system the name of the process. */
  readonly id: string
  /** As events show it: an e-mail address, a token's name with its owner, or the process. */
  readonly name: string
  readonly actions: ReadonlySet<Action>
  /** Whether it is a token that does less than its owner: such a one makes nobody who could do more than it. */
  readonly isLimited?: boolean
}

/** Seals what must be readable again, such as an endpoint's keys, under the master key. */
export interface Vault {
  /** @param associatedData identity of the row; unsealing under another fails. */
  seal(plaintext: string, associatedData: string): string
  unseal(sealed: string, associatedData: string): string
}

/** What a request that may be repeated is known by. */
export interface Idempotency {
  /** Its Idempotency-Key. */
  readonly key: string
  /** SHA-256 of what it asks for: the same key with another one is a mistake, not a repeat. */
  readonly fingerprint: string
}

/** What every use-case gets first: where to write, when, in which workspace, for whom. */
export interface Context {
  readonly db: Db
  readonly clock: Clock
  readonly workspaceId: string
  readonly caller: Caller
  readonly vault: Vault
  /** Of a request with an Idempotency-Key: the operation that it starts carries it. */
  readonly idempotency?: Idempotency | undefined
}
