import type { Action } from "./actions.ts"
import type { Context } from "./context.ts"

/** What the answer to a change shows: the operation, and the resource as it is now. */
const SHOWN: readonly Action[] = ["operations/read", "endpoints/read", "deployments/read"]

/**
 * The context in which the answer to a change is read: whoever may make a change may see what came of it, also with a token
 * that may read nothing else. Only for what the change itself was about.
 */
export function answerContext(ctx: Context): Context {
  const { caller } = ctx
  return { ...ctx, caller: { ...caller, actions: new Set([...caller.actions, ...SHOWN]) } }
}
