import { newId } from "#lib/kernel/ids.ts"

import { SESSION_LIFE_MS } from "./schema.ts"
import { insertSession } from "./session-queries.ts"
import { signIn } from "./sign-in.ts"
import type { SignInContext } from "./sign-in.ts"

const USER_AGENT_LENGTH_MAX = 300

/** Signs a person in for a browser. @throws what `signIn` throws */
export async function startSession(
  context: SignInContext,
  input: { email: string; password: string; userAgent: string },
): Promise<{ sessionId: string; userId: string; email: string; name: string }> {
  const user = await signIn(context, input)
  const nowMs = context.clock.nowMs()
  const sessionId = newId("session", nowMs)
  await insertSession(context.db, {
    id: sessionId,
    userId: user.id,
    userAgent: input.userAgent.slice(0, USER_AGENT_LENGTH_MAX),
    createdAt: new Date(nowMs),
    lastSeenAt: new Date(nowMs),
    expiresAt: new Date(nowMs + SESSION_LIFE_MS),
  })
  return { sessionId, userId: user.id, email: user.email, name: user.name }
}
