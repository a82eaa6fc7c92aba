import { LOGIN_TOKEN_LIFE_MS } from "./schema.ts"
import type { LoginInput, LoginView } from "./schema.ts"
import { signIn } from "./sign-in.ts"
import type { SignInContext } from "./sign-in.ts"
import { writeToken } from "./write-token.ts"

/**
 * Trades an e-mail address and a password for a token of 30 days with all that the person may do.
 *
 * @throws what `signIn` throws; identity.too_many_tokens
 */
export async function logIn(context: SignInContext, input: LoginInput): Promise<LoginView> {
  const user = await signIn(context, input)
  const nowMs = context.clock.nowMs()
  const expiresAt = new Date(nowMs + LOGIN_TOKEN_LIFE_MS)
  const { id, text } = await writeToken(context.db, {
    person: user,
    actor: user.email,
    name: input.name || "login",
    expiresAt,
    nowMs,
  })
  return { token: text, token_id: id, expires_at: expiresAt.toISOString() }
}
