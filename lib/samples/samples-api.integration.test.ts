import { eq } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"

import { deploymentRevisions, endpoints, operations } from "#drizzle/schema/index.ts"
import { deploymentSpec } from "#lib/deployments/contract.ts"
import { createApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import type { ApiFixture, CallOptions } from "#lib/http/testing/create-api-fixture.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { createdSample, sampleDetails, sampleList } from "./contract.ts"
import { readHead } from "./read-samples.ts"

const workspace = "default"
const all = fillPath(apiPaths.samples, { workspace })
const urlOf = (sample: string) => fillPath(apiPaths.sample, { workspace, sample })
const endpointUrl = (endpoint: string) => fillPath(apiPaths.onlineEndpoint, { workspace, endpoint })

let api: ApiFixture
const call = (method: string, url: string, options: CallOptions = {}) =>
  api.call(method, url, { token: api.tokens.Operator, ...options })

async function create(sample: string, options: CallOptions = {}) {
  const answer = await call("POST", urlOf(sample), { body: {}, ...options })
  expect(answer.status, JSON.stringify(answer.body)).toBe(202)
  return createdSample.parse(answer.body)
}

beforeAll(async () => {
  api = await createApiFixture()
})
afterAll(async () => await api.drop())

test("the committed examples are listed with what they are and their files, and each shows a request", async () => {
  const { items } = sampleList.parse((await call("GET", all, { token: api.tokens.Viewer })).body)
  expect(items.map(({ name }) => name)).toEqual(["breast-cancer", "diabetes"])
  expect(items[1]).toMatchObject({
    title: "Diabetes: a regression behind an endpoint, in two versions",
    description: expect.stringMatching(/^Predicts the progression .* Azure ML CLI v2\.$/),
  })
  expect(items[1]?.files).toContainEqual({ path: "onlinescoring/score.py", size_bytes: expect.any(Number) })
  const shown = sampleDetails.parse((await call("GET", urlOf("diabetes"), { token: api.tokens.Viewer })).body)
  expect(JSON.parse(shown.request)).toMatchObject({ data: expect.any(Array) })
})

test("a sample becomes an endpoint whose deployment gets all traffic, from contents that were uploaded", async () => {
  const created = await create("diabetes")
  expect(created.endpoint_name).toBe("diabetes")
  const [operation] = await api.services.db.select().from(operations).where(eq(operations.id, created.operation_id))
  expect(operation).toMatchObject({
    kind: "deployment.create",
    afterwards: { allTraffic: true },
    targetName: "diabetes/blue",
  })
  const [revision] = await api.services.db
    .select()
    .from(deploymentRevisions)
    .where(eq(deploymentRevisions.deploymentId, operation?.targetId ?? ""))
  const spec = deploymentSpec.parse(revision?.spec)
  expect(spec).toMatchObject({
    model: { pathKind: "folder", pathName: "model" },
    code: { pathName: "onlinescoring", scoringScript: "score.py" },
    instanceType: "Standard_DS3_v2",
  })
  expect(spec.environment.spec.conda_file).toContain("scikit-learn")
  // The deployment passes the same look ahead that one of the person's own would get.
  const shown = await call("GET", endpointUrl("diabetes"))
  expect(shown.body).toMatchObject({ tags: { example: "diabetes" }, deployments: [{ name: "blue" }] })
})

test("a model that is one file keeps its name", async () => {
  const created = await create("breast-cancer", { body: { endpoint_name: "my-own" } })
  expect(created.endpoint_name).toBe("my-own")
  const url = fillPath(apiPaths.deployment, { workspace, endpoint: "my-own", deployment: "blue" })
  expect((await call("GET", url)).body).toMatchObject({ model: expect.stringMatching(/^azureml:/) })
})

test("the same sample again gets the next free name; a name that is asked for and taken is a conflict", async () => {
  expect((await create("diabetes")).endpoint_name).toBe("diabetes-2")
  expect((await create("diabetes")).endpoint_name).toBe("diabetes-3")
  expect(await call("POST", urlOf("diabetes"), { body: { endpoint_name: "diabetes" } })).toMatchObject({
    status: 409,
    body: { error: { code: "endpoints.exists" } },
  })
})

test("a repeated Idempotency-Key makes one endpoint, also at the same time", async () => {
  const headers = { "idempotency-key": "one-sample" }
  const both = await Promise.all([create("diabetes", { headers }), create("diabetes", { headers })])
  expect(both[0]).toEqual(both[1])
  expect(await create("diabetes", { headers })).toEqual(both[0])
  const rows = await api.services.db.select({ name: endpoints.name }).from(endpoints)
  expect(rows.map((row) => row.name).toSorted()).toEqual([
    "diabetes",
    "diabetes-2",
    "diabetes-3",
    "diabetes-4",
    "my-own",
  ])
})

test("what does not exist, what is no name, and who may not", async () => {
  for (const name of ["nothing", "diabetes/../diabetes", "README.md", "__proto__"]) {
    const answer = await call("POST", urlOf(name), { body: {} })
    expect(answer, name).toMatchObject({ status: 404 })
  }
  expect((await call("GET", urlOf("nothing"))).body).toMatchObject({ error: { code: "samples.not_found" } })
  expect((await call("POST", urlOf("diabetes"), { body: { endpoint_name: "x" } })).status).toBe(400)
  expect((await call("POST", urlOf("diabetes"), { body: {}, token: api.tokens.Viewer })).status).toBe(403)
  expect((await call("POST", urlOf("diabetes"), { body: {}, token: api.tokens.stranger })).status).toBe(404)
  expect((await api.call("GET", all)).status).toBe(401)
})

test("the head of a README is its heading and its first paragraph without marks", () => {
  expect(readHead("# A `b`\n\nOne\ntwo `x`.\n\n## More\n")).toEqual({ title: "A b", description: "One two x." })
  expect(readHead("")).toEqual({ title: "", description: "" })
  expect(z.string().parse(readHead("# T").description)).toBe("")
})
