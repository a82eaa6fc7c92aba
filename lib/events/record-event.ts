import type { Clock } from "#lib/kernel/clock.ts"
import type { Db } from "#lib/storage/index.ts"

import { insertEvent } from "./queries.ts"

interface EventInput {
  readonly action: string
  readonly targetType: string
  readonly targetId: string
  /** As people read it, for instance `<endpoint>/<deployment>`. */
  readonly targetName: string
  readonly result: "Accepted" | "Succeeded" | "Failed" | "Canceled"
  readonly message?: string
  /** What changed: {before, after}. Never a secret. */
  readonly diff?: unknown
  readonly operationId?: string
}

/** Where, when and by whom: any use-case's context, and no more of it, so that identity can write events too. */
interface EventContext {
  readonly workspaceId: string
  readonly clock: Clock
  readonly caller: { readonly name: string }
}

/** Writes what happened into the workspace's history, in the transaction `tx` of the change itself. */
export async function recordEvent(ctx: EventContext, tx: Db, event: EventInput): Promise<void> {
  await insertEvent(tx, {
    workspaceId: ctx.workspaceId,
    at: new Date(ctx.clock.nowMs()),
    actor: ctx.caller.name,
    action: event.action,
    targetType: event.targetType,
    targetId: event.targetId,
    targetName: event.targetName,
    operationId: event.operationId ?? null,
    result: event.result,
    message: event.message ?? "",
    diff: event.diff ?? null,
  })
}
