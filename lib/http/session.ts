import { getToken } from "next-auth/jwt"
import { z } from "zod"

import type { Identity } from "#lib/identity/index.ts"

import type { Services } from "./services.ts"

/** What the cookie's JWT holds of ours. */
export const sessionClaims = z.looseObject({ sessionId: z.string() })

const COOKIES = ["__Secure-next-auth.session-token", "next-auth.session-token"]

function decodeCookie(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** The cookies of a request by name. */
export function parseCookies(header: string): Record<string, string> {
  return Object.fromEntries(
    header.split(";").flatMap((part) => {
      const at = part.indexOf("=")
      return at < 1 ? [] : [[part.slice(0, at).trim(), decodeCookie(part.slice(at + 1).trim())]]
    }),
  )
}

/** Who is signed in by the request's cookie, or null. The session behind it is looked up, so that it can be ended. */
export async function findSession(request: Request, services: Services): Promise<Identity | null> {
  const cookies = parseCookies(request.headers.get("cookie") ?? "")
  for (const cookieName of COOKIES) {
    const known = Object.keys(cookies).some((name) => name === cookieName || name.startsWith(`${cookieName}.`))
    if (!known) continue
    const headers = Object.fromEntries(request.headers)
    const token = await getToken({
      // The library reads `cookies` and `headers` of its argument and nothing else.
      req: Object.assign(Object.create(null), { cookies, headers }),
      secret: services.sessionSecret,
      cookieName,
      secureCookie: cookieName.startsWith("__Secure-"),
    })
    const claims = sessionClaims.safeParse(token)
    if (claims.success) return await services.sessions.find(claims.data.sessionId)
  }
  return null
}
