import type { Env } from "#lib/kernel/env.ts"
import { AppError } from "#lib/kernel/errors.ts"

import { requestErrors } from "./errors.ts"

/** The studio's address in every absolute URL: `CAUDAL_ORIGIN`, else what a browser on this machine uses. */
export function studioOrigin(env: Pick<Env, "CAUDAL_ORIGIN" | "PORT">): string {
  return env.CAUDAL_ORIGIN?.replace(/\/+$/, "") ?? `http://localhost:${env.PORT}`
}

/** The origins that a browser may change things from. */
export function ownOrigins(env: Pick<Env, "CAUDAL_ORIGIN" | "PORT" | "CAUDAL_STUDIO_TLS_PORT">): ReadonlySet<string> {
  if (env.CAUDAL_ORIGIN !== undefined) return new Set([studioOrigin(env)])
  const hosts = ["localhost", "127.0.0.1", "[::1]"]
  return new Set(
    hosts.flatMap((host) => [`http://${host}:${env.PORT}`, `https://${host}:${env.CAUDAL_STUDIO_TLS_PORT}`]),
  )
}

/** Refuses a change that another site made the browser send. @throws request.origin_refused */
export function requireOwnOrigin(request: Request, env: Env): void {
  const origin = request.headers.get("origin")
  if (origin !== null && ownOrigins(env).has(origin)) return
  throw new AppError(
    requestErrors.originRefused,
    `This change came from ${origin ?? "no origin"}, not from the studio.`,
    {
      target: "Origin",
    },
  )
}
