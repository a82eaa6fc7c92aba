import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"

import { ROLE_ACTIONS, ROLES } from "#lib/identity/index.ts"
import { ACTIONS } from "#lib/identity/index.ts"

import { createApiFixture } from "./testing/create-api-fixture.ts"
import type { ApiFixture } from "./testing/create-api-fixture.ts"
import type { RouteDeclaration } from "./route-definition.ts"

/** Route x role x other workspace, made from the routes' own declarations: a new route is in here the moment it exists. */

let api: ApiFixture
beforeAll(async () => {
  api = await createApiFixture()
})
afterAll(async () => await api.drop())

const isAction = (access: string): boolean => ACTIONS.some((action) => action === access)
const inWorkspace = () => api.handlers.map(({ declaration }) => declaration).filter(({ access }) => isAction(access))

const EXAMPLES: Readonly<Record<string, string>> = {
  email: "nobody@example.com",
  sha256: "0".repeat(64),
  version: "1",
}

function urlOf({ path }: RouteDeclaration, workspace: string): string {
  return path.replaceAll(/\{([^}]+)\}/g, (_match, name: string) =>
    name === "workspace" ? workspace : encodeURIComponent(EXAMPLES[name] ?? "missing-one"),
  )
}

const envelope = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

async function outcome(declaration: RouteDeclaration, workspace: string, token?: string) {
  const isChange = declaration.method !== "GET" && declaration.method !== "HEAD"
  const answer = await api.call(declaration.method, urlOf(declaration, workspace), {
    token,
    ...(isChange && declaration.body ? { body: {} } : {}),
  })
  const code = envelope.safeParse(answer.body).data?.error.code
  return { route: `${declaration.method} ${declaration.path}`, status: answer.status, code }
}

test("there are routes to try", () => {
  expect(inWorkspace().length).toBeGreaterThan(15)
})

test("without a token every route of a workspace answers 401", async () => {
  for (const declaration of inWorkspace()) {
    expect(await outcome(declaration, "default")).toMatchObject({ status: 401 })
  }
})

test("a member of another workspace gets the same 404 as for a workspace that does not exist", async () => {
  for (const declaration of inWorkspace()) {
    const route = `${declaration.method} ${declaration.path}`
    const other = await outcome(declaration, "default", api.tokens.stranger)
    expect(other).toEqual({ ...(await outcome(declaration, "no-such-place", api.tokens.stranger)), route })
    expect(other).toMatchObject({ status: 404 })
    if (declaration.method !== "HEAD") expect(other.code).toBe("identity.workspace_not_found")
  }
})

test.each(ROLES)("%s is refused exactly the routes whose action the role lacks, and nothing is a 5xx", async (role) => {
  const granted: ReadonlySet<string> = ROLE_ACTIONS[role]
  for (const declaration of inWorkspace()) {
    const answer = await outcome(declaration, "default", api.tokens[role])
    expect(answer.status, answer.route).toBeLessThan(500)
    expect([answer.route, answer.status === 403], answer.route).toEqual([
      answer.route,
      !granted.has(declaration.access),
    ])
    expect(answer.status, answer.route).not.toBe(401)
  }
})

test("what one workspace owns is invisible in another, also to someone who may do everything there", async () => {
  // A look ahead answers for what does not exist yet; all that it tells of another workspace is that a name is taken.
  const isLookAhead = (path: string) => path.endsWith("/check")
  const paths = inWorkspace().filter(
    ({ path, method }) => path.includes("{endpoint}") && method !== "PUT" && !isLookAhead(path),
  )
  const put = inWorkspace().find(({ path, method }) => path.endsWith("/{endpoint}") && method === "PUT")
  expect(put).toBeDefined()
  await api.call("PUT", "/api/v1/workspaces/default/online-endpoints/missing-one", {
    token: api.tokens.Admin,
    body: {},
  })
  for (const declaration of paths) {
    const { status } = await outcome(declaration, "other", api.tokens.stranger)
    expect([declaration.path, status === 404 || status === 400]).toEqual([declaration.path, true])
  }
})
