import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { z } from "zod"

import { pageOf } from "#lib/http/index.ts"
import { insertDeployment } from "#lib/deployments/testing/insert-deployment.ts"
import { onlineEndpointView } from "#lib/endpoints/contract.ts"
import { contextOf } from "#lib/http/testing/context-of.ts"
import { createApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import type { ApiFixture, CallOptions } from "#lib/http/testing/create-api-fixture.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { trafficRevisionView } from "./contract.ts"

const workspace = "default"
const revisionPage = pageOf(trafficRevisionView)

let api: ApiFixture
let endpoint: string
let count = 0

const call = (method: string, url: string, options: CallOptions = {}) =>
  api.call(method, url, { token: api.tokens.Operator, ...options })
const urlOf = (path: typeof apiPaths.traffic | typeof apiPaths.trafficRollback | typeof apiPaths.trafficRevisions) =>
  fillPath(path, { workspace, endpoint })
const rollBack = (options: CallOptions = {}) => call("POST", urlOf(apiPaths.trafficRollback), options)
const split = async (traffic: Record<string, number>) =>
  expect((await call("PUT", urlOf(apiPaths.traffic), { body: { traffic } })).status).toBe(202)
const listRevisions = async () => revisionPage.parse((await call("GET", urlOf(apiPaths.trafficRevisions))).body).items

beforeAll(async () => {
  api = await createApiFixture()
})
beforeEach(async () => {
  endpoint = `moved-${++count}`
  const put = await call("PUT", fillPath(apiPaths.onlineEndpoint, { workspace, endpoint }), { body: {} })
  const place = {
    workspaceId: (await contextOf(api)).workspaceId,
    endpointId: z.string().parse(onlineEndpointView.parse(put.body).id),
  }
  for (const name of ["blue", "green"]) {
    await insertDeployment(api.services.db, { ...place, name, sockets: [`/tmp/${endpoint}-${name}.sock`] })
  }
})
afterAll(async () => await api.drop())

test("the last change is undone, also when its split was applied again since", async () => {
  await split({ blue: 100 })
  await split({ blue: 90, green: 10 })
  await split({ green: 10, blue: 90 })
  expect(await rollBack()).toMatchObject({ status: 202, body: { traffic: { blue: 100 } } })
  expect((await listRevisions())[0]).toMatchObject({ number: 4, traffic: { blue: 100 }, copied_from: 1 })
})

test("where no split but the one in force ever was, there is nothing to go back to", async () => {
  await split({ blue: 100 })
  await split({ blue: 100 })
  expect(await rollBack()).toMatchObject({ status: 404, body: { error: { code: "traffic.revision_not_found" } } })
  expect(await listRevisions()).toHaveLength(2)
})

test("of many rollbacks at once each undoes the change before it", async () => {
  await split({ blue: 100 })
  await split({ green: 100 })
  const answers = await Promise.all(Array.from({ length: 6 }, () => rollBack()))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
  const shares = (await listRevisions()).map(({ traffic }) => Object.keys(traffic)[0])
  expect(shares).toEqual(["green", "blue", "green", "blue", "green", "blue", "green", "blue"])
})

test("a rollback is made only of the endpoint as it was seen", async () => {
  await split({ blue: 100 })
  await split({ green: 100 })
  const etag = (await call("GET", urlOf(apiPaths.traffic))).headers.get("etag") ?? ""
  const headers = { "if-match": etag }
  expect((await rollBack({ headers })).status).toBe(202)
  expect(await rollBack({ headers })).toMatchObject({ status: 412, body: { error: { code: "traffic.conflict" } } })
})
