import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"

import { gatewayCounters } from "#drizzle/schema/index.ts"
import { insertDeployment } from "#lib/deployments/testing/insert-deployment.ts"
import { onlineEndpointView } from "#lib/endpoints/contract.ts"
import { contextOf } from "#lib/http/testing/context-of.ts"
import { createApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import type { ApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

const place = { workspace: "default", endpoint: "counted" }

let api: ApiFixture

beforeAll(async () => {
  api = await createApiFixture()
})
afterAll(async () => await api.drop())

test("a deployment that takes the name of a deleted one does not inherit its answers", async () => {
  const { db } = api.services
  const call = (
    method: string,
    path: typeof apiPaths.onlineEndpoint | typeof apiPaths.endpointRequests,
    body?: object,
  ) => api.call(method, fillPath(path, place), { token: api.tokens.Operator, ...(body ? { body } : {}) })
  const put = await call("PUT", apiPaths.onlineEndpoint, {})
  const endpointId = z.string().parse(onlineEndpointView.parse(put.body).id)
  const { workspaceId } = await contextOf(api)
  const addBlue = (row = {}) => insertDeployment(db, { workspaceId, endpointId, name: "blue", row })
  const deleted = await addBlue({ deletedAt: new Date(), purgeAt: new Date(Date.now() + 1000) })
  const live = await addBlue()
  const counts = { gatewayId: "gw_1", endpointId, code: 200 }
  await db.insert(gatewayCounters).values([
    { ...counts, deploymentId: deleted, count: 1000 },
    { ...counts, deploymentId: live, count: 3 },
  ])
  const { body } = await call("GET", apiPaths.endpointRequests)
  expect(body).toMatchObject({ items: [{ deployment: "blue", code: 200, count: 3 }] })
})
