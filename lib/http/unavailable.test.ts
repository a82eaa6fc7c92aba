import { tmpdir } from "node:os"
import path from "node:path"

import { afterAll, beforeAll, expect, test } from "vitest"

import { parseMasterKey } from "#lib/auth/index.ts"
import { envSchema } from "#lib/kernel/env.ts"
import { homeAt } from "#lib/kernel/home.ts"
import { close, connect } from "#lib/storage/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

import { createApi } from "./dispatch.ts"
import type { Api } from "./dispatch.ts"
import { loadRoutes } from "./load-routes.ts"
import { createServices, setServices } from "./services.ts"
import { whoLooks } from "./who-looks.ts"

/** The studio while nothing listens where the database should be. */

const databaseUrl = "postgresql://caudal:x@127.0.0.1:1/caudal"
const db = connect(databaseUrl, { applicationName: "caudal test" })
let api: Api

beforeAll(async () => {
  const home = homeAt(path.join(tmpdir(), "caudal-nowhere"))
  const masterKey = parseMasterKey(Buffer.alloc(32, 7).toString("base64"), "test")
  setServices(createServices({ db, databaseUrl, home, env: envSchema.parse({}), masterKey }))
  api = createApi(await loadRoutes(path.resolve(import.meta.dirname, "../../app")))
}, 60_000)
afterAll(async () => await close(db))

test("health says which process is down", async () => {
  const response = await api(new Request(`http://localhost${apiPaths.health}`))
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ status: "unavailable", processes: { database: "down", studio: "up" } })
})

test("every other request is told to come back, and nothing of the failure", async () => {
  const headers = { authorization: "Bearer caudal_secret" }
  const response = await api(new Request(`http://localhost${apiPaths.me}`, { headers }))
  expect(response.status).toBe(503)
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0)
  const text = await response.text()
  expect(JSON.parse(text)).toMatchObject({ error: { code: "unavailable" } })
  expect(text).not.toMatch(/select|127\.0\.0\.1|ECONNREFUSED/i)
})

test("pages are told that it is not known who looks, and not that nobody is signed in", async () => {
  const ask = async (headers: Record<string, string>) => {
    const response = await api(new Request(`http://localhost${apiPaths.me}`, { headers }))
    return whoLooks({ status: response.status, body: await response.json() })
  }
  expect(await ask({ authorization: "Bearer caudal_secret" })).toEqual({ me: null, isUnavailable: true })
  expect(await ask({})).toEqual({ me: null, isUnavailable: false })
})
