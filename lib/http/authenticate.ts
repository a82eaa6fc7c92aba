import { verifyToken } from "#lib/identity/index.ts"
import type { Identity } from "#lib/identity/index.ts"
import { identityErrors } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"

import { requireOwnOrigin } from "./origin.ts"
import type { Services } from "./services.ts"
import { findSession } from "./session.ts"

const BEARER = /^Bearer +([\x21-\x7e]{1,512}) *$/i
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"])

/**
 * Who sends the request: by `Authorization: Bearer <token>`, else by the session's cookie. An Authorization header that
 * does not work is refused even beside a good session.
 *
 * @throws identity.unauthenticated, request.origin_refused
 */
export async function authenticate(request: Request, services: Services): Promise<Identity> {
  const header = request.headers.get("authorization")
  if (header !== null) {
    const token = BEARER.exec(header)?.[1]
    const identity = token === undefined ? null : await verifyToken(services, token)
    if (identity) return identity
    throw new AppError(identityErrors.unauthenticated, "The token is wrong, expired or revoked. Run `caudal login`.")
  }
  const identity = await findSession(request, services)
  if (!identity) {
    throw new AppError(
      identityErrors.unauthenticated,
      "Sign in first, or send a token: Authorization: Bearer <token>. `caudal login` makes one.",
    )
  }
  if (!SAFE_METHODS.has(request.method)) requireOwnOrigin(request, services.env)
  return identity
}
