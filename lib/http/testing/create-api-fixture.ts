import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { encode } from "next-auth/jwt"
import { z } from "zod"

import { parseMasterKey } from "#lib/auth/index.ts"
import { bootstrap, ensureInstallation, ROLES, startSession } from "#lib/identity/index.ts"
import type { Role } from "#lib/identity/index.ts"
import { assert } from "#lib/kernel/assert.ts"
import { envSchema } from "#lib/kernel/env.ts"
import { homeAt } from "#lib/kernel/home.ts"
import { createTestDatabase } from "#lib/testing/index.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { createApi } from "../dispatch.ts"
import type { Api } from "../dispatch.ts"
import { loadRoutes } from "../load-routes.ts"
import type { Handler } from "../route-definition.ts"
import { createServices, setServices } from "../services.ts"
import type { Services } from "../services.ts"

export interface CallOptions {
  readonly token?: string | undefined
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

interface ApiAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

export type ApiCall = (method: string, url: string, options?: CallOptions) => Promise<ApiAnswer>

export interface ApiFixture {
  readonly services: Services
  readonly handlers: readonly Handler[]
  /** All routes as one function, for a server. */
  readonly api: Api
  /** Tokens of an owner, of a member of `default` per role, and of the Admin of another workspace. */
  readonly tokens: Readonly<Record<"owner" | Role | "stranger", string>>
  /** The set-up token that made the owner: used by now. */
  readonly setupToken: string
  /** Sends a request as a client would: `call("GET", "/api/v1/me", { token })`. */
  readonly call: ApiCall
  /** Signs a person in as a browser does: the session and the cookie that holds it. */
  browse(email: string, userAgent?: string): Promise<{ sessionId: string; cookie: string }>
  drop(): Promise<void>
}

export const PASSWORD = "correct horse battery"
const ORIGIN = "http://localhost:3000"

const loggedIn = z.object({ token: z.string() })

async function createPeople(call: ApiCall, setupToken: string): Promise<ApiFixture["tokens"]> {
  const logIn = async (email: string) => {
    const { body } = await call("POST", apiPaths.login, { body: { email, password: PASSWORD } })
    return loggedIn.parse(body).token
  }
  await call("POST", apiPaths.setup, { body: { token: setupToken, email: "owner@example.com", password: PASSWORD } })
  const owner = await logIn("owner@example.com")
  await call("POST", apiPaths.workspaces, { token: owner, body: { name: "other" } })
  const join = async (workspace: string, email: string, role: Role) => {
    const url = fillPath(apiPaths.member, { workspace, email })
    await call("PUT", url, { token: owner, body: { role, password: PASSWORD } })
    return await logIn(email)
  }
  const [Viewer, Operator, Admin] = await Promise.all(ROLES.map((role) => join("default", `${role}@example.com`, role)))
  const stranger = await join("other", "stranger@example.com", "Admin")
  assert(Viewer && Operator && Admin, "there are three roles")
  return { owner, Viewer, Operator, Admin, stranger }
}

interface ApiFixtureOptions {
  /** How often streams of events check their caller. */
  readonly heartbeatMs?: number
}

/** The whole API over a database of its own, with people in every role. */
export async function createApiFixture({ heartbeatMs = 15_000 }: ApiFixtureOptions = {}): Promise<ApiFixture> {
  const database = await createTestDatabase()
  const folder = mkdtempSync(path.join(tmpdir(), "caudal-api-"))
  const masterKey = parseMasterKey(Buffer.alloc(32, 7).toString("base64"), "test")
  const env = envSchema.parse({ CAUDAL_HOME: folder })
  await ensureInstallation(database.db, masterKey)
  const { setupToken } = await bootstrap(database.db, env)
  const services = createServices({
    db: database.db,
    databaseUrl: database.url,
    home: homeAt(folder),
    env,
    masterKey,
    isOutputChecked: true,
    heartbeatMs,
  })
  setServices(services)
  const handlers = await loadRoutes(path.resolve(import.meta.dirname, "../../../app"))
  const api = createApi(handlers)

  const call: ApiCall = async (method, url, { token, body, headers = {} } = {}) => {
    const response = await api(
      new Request(`${ORIGIN}${url}`, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined
          ? {}
          : {
              body: typeof body === "string" || body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body),
            }),
      }),
    )
    // A stream of events has no end to wait for.
    const isEvents = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false
    if (isEvents) await response.body?.cancel()
    const text = isEvents ? "" : await response.text()
    const isJson = response.headers.get("content-type")?.includes("json") ?? false
    const parsed: unknown = isJson && text !== "" ? JSON.parse(text) : text
    return { status: response.status, headers: response.headers, body: parsed }
  }

  assert(setupToken, "a fresh installation has a set-up link")
  const tokens = await createPeople(call, setupToken)
  return {
    services,
    handlers,
    api,
    tokens,
    setupToken,
    call,
    browse: async (email, userAgent = "test") => {
      const input = { email, password: PASSWORD, userAgent }
      const { sessionId } = await startSession({ ...services, clientIp: "test" }, input)
      const value = await encode({ token: { sessionId }, secret: services.sessionSecret })
      return { sessionId, cookie: `next-auth.session-token=${value}` }
    },
    drop: async () => {
      await services.changes.close()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
