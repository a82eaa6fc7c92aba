import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"

import { createApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import type { ApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import { apiPaths } from "#lib/urls/index.ts"

import { DEFAULT_PREFERENCES } from "./contract.ts"

let api: ApiFixture
beforeAll(async () => {
  api = await createApiFixture()
})
afterAll(async () => await api.drop())

const patch = (body: unknown, token: string | undefined = api.tokens.Viewer) =>
  api.call("PATCH", apiPaths.me, { token, body })
const failure = (code: string, target?: string) => ({
  error: expect.objectContaining({ code, ...(target === undefined ? {} : { target }) }),
})

test("preferences begin as the defaults, are merged, and belong to one person", async () => {
  const shown = await api.call("GET", apiPaths.me, { token: api.tokens.Viewer })
  expect(shown.body).toMatchObject({ preferences: DEFAULT_PREFERENCES })
  expect((await patch({ preferences: { language: "es", time_zone: "Europe/Madrid" } })).status).toBe(200)
  const changed = await patch({ name: "  Vera ", preferences: { theme: "dark", shortcuts: false } })
  expect(changed.body).toMatchObject({
    user: { name: "Vera" },
    preferences: {
      language: "es",
      theme: "dark",
      time_zone: "Europe/Madrid",
      density: "comfortable",
      shortcuts: false,
      traffic_mode: "balanced",
    },
  })
  expect((await patch(undefined)).body).toEqual(changed.body)
  expect((await api.call("GET", apiPaths.me, { token: api.tokens.Viewer })).body).toEqual(changed.body)
  const other = await api.call("GET", apiPaths.me, { token: api.tokens.Operator })
  expect(other.body).toMatchObject({ preferences: DEFAULT_PREFERENCES })
})

test("two tabs that change different preferences at once lose neither", async () => {
  const token = api.tokens.Admin
  await Promise.all([
    patch({ preferences: { density: "compact" } }, token),
    patch({ preferences: { traffic_mode: "manual" } }, token),
    patch({ preferences: { language: "en" } }, token),
  ])
  expect((await api.call("GET", apiPaths.me, { token })).body).toMatchObject({
    preferences: { density: "compact", traffic_mode: "manual", language: "en" },
  })
})

test.each([
  [{ preferences: { language: "fr" } }, "preferences.language"],
  [{ preferences: { time_zone: "Mars/Base" } }, "preferences.time_zone"],
  [{ preferences: { time_zone: "+01:00" } }, "preferences.time_zone"],
  [{ preferences: { shortcuts: "yes" } }, "preferences.shortcuts"],
  [{ preferences: { colour: "red" } }, "preferences.colour"],
  [{ preferences: null }, "preferences"],
  [{ name: "x".repeat(201) }, "name"],
  [{ email: "new@example.com" }, "email"],
])("%j is refused and changes nothing", async (body, target) => {
  const before = (await api.call("GET", apiPaths.me, { token: api.tokens.Viewer })).body
  expect(await patch(body)).toMatchObject({ status: 400, body: failure("request.invalid", target) })
  expect((await api.call("GET", apiPaths.me, { token: api.tokens.Viewer })).body).toEqual(before)
})

test("nobody, and a limited token, changes nothing", async () => {
  expect(await api.call("PATCH", apiPaths.me, { body: { name: "x" } })).toMatchObject({
    status: 401,
    body: failure("identity.unauthenticated"),
  })
  const { body } = await api.call("POST", apiPaths.tokens, {
    token: api.tokens.Viewer,
    body: { name: "limited", workspace: "default" },
  })
  const { token } = body as { token: string }
  expect(await patch({ name: "x" }, token)).toMatchObject({ status: 403, body: failure("identity.token_limited") })
})

test.each(["null", "[]", '"text"', '{"language":"klingon","theme":7,"density":"compact","gone":true}'])(
  "a row that another Caudal wrote, %s, is read and can be changed",
  async (stored) => {
    const token = api.tokens.stranger
    await api.services.db.execute(
      sql`update users set preferences = ${stored}::jsonb where email = 'stranger@example.com'`,
    )
    const shown = await api.call("GET", apiPaths.me, { token })
    expect(shown).toMatchObject({ status: 200, body: { preferences: { language: "system", theme: "system" } } })
    const changed = await patch({ preferences: { language: "es" } }, token)
    expect(changed).toMatchObject({ status: 200, body: { preferences: { language: "es" } } })
  },
)
