import type { Context } from "#lib/identity/index.ts"
import type { Db } from "#lib/storage/index.ts"

import { insertEvent } from "./queries.ts"

export interface EventInput {
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

/** Writes what happened into the workspace's history, in the transaction `tx` of the change itself. */
export async function recordEvent(
  ctx: Pick<Context, "workspaceId" | "caller" | "clock">,
  tx: Db,
  event: EventInput,
): Promise<void> {
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
