import nextAuth from "next-auth"
import type { NextAuthOptions } from "next-auth"
import { z } from "zod"

import { startSession } from "#lib/identity/index.ts"
import { SESSION_LIFE_MS } from "#lib/identity/contract.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { createLogger } from "#lib/kernel/log.ts"

import { readBytes } from "./read-body.ts"
import type { Services } from "./services.ts"
import { parseCookies, sessionClaims } from "./session.ts"

const log = createLogger("studio.sign-in")

/** Anybody may send these forms: an address, a password and two tokens fit, and nothing much larger is read. */
const FORM_BYTES_MAX = 16 * 1024

/** Node sees the CommonJS module whole, bundlers its default export. */
const handle = z
  .custom<typeof nextAuth>((value) => typeof value === "function")
  .parse("default" in nextAuth ? nextAuth.default : nextAuth)

const credentials = z.object({ email: z.string().max(254), password: z.string().min(1).max(1024) })
const signedIn = z.looseObject({ sessionId: z.string() })

function optionsFor({ services, clientIp, userAgent, onRefused }: SignInRequest): NextAuthOptions {
  return {
    secret: services.sessionSecret,
    logger: {
      error: (code, metadata) => log.warn({ code, metadata }, "next-auth refused a request"),
      warn: (code) => log.debug({ code }, "next-auth warns"),
      debug: () => undefined,
    },
    session: { strategy: "jwt", maxAge: SESSION_LIFE_MS / 1000 },
    providers: [
      {
        id: "credentials",
        name: "Caudal",
        type: "credentials",
        credentials: {
          email: { label: "E-mail address", type: "email" },
          password: { label: "Password", type: "password" },
        },
        async authorize(given) {
          const input = credentials.safeParse(given)
          if (!input.success) return null
          try {
            const session = await startSession({ ...services, clientIp }, { ...input.data, userAgent })
            return { id: session.userId, email: session.email, name: session.name, sessionId: session.sessionId }
          } catch (error) {
            if (!(error instanceof AppError)) throw error
            if (error.status !== 401) onRefused(error)
            return null
          }
        },
      },
    ],
    callbacks: {
      jwt({ token, user }) {
        const fresh = signedIn.safeParse(user)
        return fresh.success ? { ...token, sessionId: fresh.data.sessionId } : token
      },
    },
    events: {
      async signOut({ token }) {
        const claims = sessionClaims.safeParse(token)
        if (claims.success) await services.sessions.end(claims.data.sessionId)
      },
    },
  }
}

interface SignInRequest {
  readonly services: Services
  readonly clientIp: string
  readonly userAgent: string
  /** Told why nobody may try now: next-auth would answer as if the password were wrong. */
  readonly onRefused: (error: AppError) => void
}

/** The parts of Next's request and response objects that next-auth uses, over fetch's. */
async function bridge(request: Request, options: NextAuthOptions): Promise<Response> {
  const url = new URL(request.url)
  const headers = new Headers({ "cache-control": "no-store" })
  let status = 200
  let body: string | null = null
  const cookies: string[] = []
  const response = {
    status(code: number) {
      status = code
      return response
    },
    getHeader: (name: string) => (name.toLowerCase() === "set-cookie" ? cookies : headers.get(name)),
    setHeader(name: string, value: string | string[]) {
      if (name.toLowerCase() === "set-cookie") cookies.splice(0, cookies.length, ...[value].flat())
      else headers.set(name, [value].flat().join(", "))
      return response
    },
    json(value: unknown) {
      headers.set("content-type", "application/json")
      body = JSON.stringify(value)
    },
    send(value: unknown) {
      if (typeof value === "string") body = value
      else if (value !== undefined && value !== null) response.json(value)
    },
    end() {
      body = null
    },
  }
  const isForm = request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false
  const text = request.method === "POST" ? (await readBytes(request, FORM_BYTES_MAX)).toString() : ""
  const fields: unknown = isForm ? Object.fromEntries(new URLSearchParams(text)) : parseJson(text)
  const bridged = {
    method: request.method,
    headers: Object.fromEntries(request.headers),
    cookies: parseCookies(request.headers.get("cookie") ?? ""),
    body: fields,
    query: { ...Object.fromEntries(url.searchParams), nextauth: url.pathname.split("/").slice(3) },
  }
  await handle(Object.assign(Object.create(null), bridged), Object.assign(Object.create(null), response), options)
  for (const cookie of cookies) headers.append("set-cookie", cookie)
  // Its 500 means that a part of the request does not fit its configuration, which never changes here.
  return new Response(body, { status: status >= 500 ? 400 : status, headers })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

/** Answers a request of next-auth: sign-in, sign-out, CSRF token, session. @throws what `startSession` throws but 401 */
export async function answerNextAuth(
  request: Request,
  context: { readonly services: Services; readonly clientIp: string },
): Promise<Response> {
  const userAgent = request.headers.get("user-agent") ?? ""
  const refused: AppError[] = []
  const options = optionsFor({ ...context, userAgent, onRefused: (error) => refused.push(error) })
  const answer = await bridge(request, options)
  if (refused[0]) throw refused[0]
  return answer
}
