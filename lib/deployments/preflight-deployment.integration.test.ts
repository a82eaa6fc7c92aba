import { eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"

import { endpoints, instances } from "#drizzle/schema/index.ts"
import { bringTree } from "#lib/assets/testing/index.ts"
import { contextOf } from "#lib/http/testing/context-of.ts"
import { createApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import type { ApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import type { Context } from "#lib/identity/index.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { deploymentPreflight, onlineDeploymentInput } from "./contract.ts"
import type { DeploymentCheck } from "./contract.ts"
import { preflightDeployment } from "./preflight-deployment.ts"
import { insertDeployment } from "./testing/insert-deployment.ts"

let api: ApiFixture
let ctx: Context
let code: string
let model: string

const workspace = "default"
const urlOf = (endpoint: string, deployment: string) =>
  fillPath(apiPaths.checkDeployment, { workspace, endpoint, deployment })
const CONDA = { dependencies: ["python>=3.11", { pip: ["joblib==1.6.0"] }] }

const good = () => ({
  model: { path: model },
  code_configuration: { code, scoring_script: "score.py" },
  environment: { conda_file: CONDA },
  instance_type: "Standard_F2s_v2",
})

async function look(body: unknown, { endpoint = "credit", deployment = "green", query = "" } = {}) {
  const answer = await api.call("POST", urlOf(endpoint, deployment) + query, { token: api.tokens.Operator, body })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return deploymentPreflight.parse(answer.body).checks
}
const idsOf = (checks: readonly DeploymentCheck[], level: DeploymentCheck["level"]) =>
  checks.filter((check) => check.level === level).map(({ id }) => id)

/** The same look on a machine of known size. */
async function lookOn(machine: { vcpu: number; memoryMib: number }, body: object) {
  const input = onlineDeploymentInput.parse({ ...body, endpoint_name: "credit", name: "green" })
  const options = { createOnly: false, home: api.services.home, machine, isPythonFallbackAllowed: false }
  return (await preflightDeployment(ctx, input, options)).checks
}
const LARGE = { vcpu: 64, memoryMib: 256 * 1024 }

async function rowsNow() {
  const rows = await api.services.db.execute(sql`
    select (select count(*) from deployments) as deployments, (select count(*) from models) as models,
           (select count(*) from codes) as codes, (select count(*) from environments) as environments,
           (select count(*) from events) as events, (select count(*) from operations) as operations`)
  return rows[0]
}

beforeAll(async () => {
  api = await createApiFixture()
  ctx = await contextOf(api)
  const { db, home } = api.services
  const put = fillPath(apiPaths.onlineEndpoint, { workspace, endpoint: "credit" })
  await api.call("PUT", put, { token: api.tokens.Operator, body: {} })
  const [row] = await db.select().from(endpoints).where(eq(endpoints.name, "credit"))
  const place = { workspaceId: ctx.workspaceId, endpointId: row?.id ?? "" }
  const spec = { instanceType: "Standard_F4s_v2" }
  const blue = await insertDeployment(db, { ...place, name: "blue", spec, phases: ["Ready"] })
  await db
    .update(instances)
    .set({ phasesMs: { start: 400_000 } })
    .where(eq(instances.deploymentId, blue))
  const scripts = {
    "score.py": "def init(): pass\ndef run(data): return data\n",
    "half.py": "def init(): pass\n",
    "far.py": "from other import *\n",
  }
  code = `caudal://trees/${await bringTree(ctx, home, scripts)}/code/`
  model = `caudal://trees/${await bringTree(ctx, home, { "model.bin": "m".repeat(3 * 1024 * 1024) })}/model/`
})
afterAll(async () => await api.drop())

test("a deployment that would come up passes everything, and nothing is registered or written", async () => {
  const before = await rowsNow()
  const checks = await lookOn(LARGE, good())
  expect(checks.map(({ id, level }) => `${level} ${id}`)).toEqual([
    "pass endpoint_found",
    "pass name_free",
    "pass deployments_room",
    "pass model_found",
    "pass model_disk_enough",
    "pass model_memory_enough",
    "pass code_found",
    "pass script_found",
    "pass script_complete",
    "pass environment_found",
    "pass environment_to_build",
    "pass instance_type_known",
    "pass host_memory_enough",
    "pass host_cpu_enough",
    "pass start_up_budget",
    "pass workers_fit",
  ])
  expect(checks.find(({ id }) => id === "start_up_budget")).toMatchObject({
    message: "start-up budget = 10 + 30 × 10 = 310 s.",
    values: { seconds: 310 },
  })
  expect(await rowsNow()).toEqual(before)
})

test("everything that is wrong is told at once, each with its key", async () => {
  const checks = await look(
    {
      type: "kubernetes",
      model: "azureml:nothing:1",
      code_configuration: { code, scoring_script: "./scores.py" },
      environment: { conda_file: { dependencies: ["python=3.11", "no-such-conda-package-here"] } },
      instance_type: "Standard_Nothing",
      request_settings: { max_concurrent_requests_per_instance: 4 },
      environment_variables: { WORKER_COUNT: "2" },
    },
    { endpoint: "missing" },
  )
  expect(idsOf(checks, "fail")).toEqual([
    "endpoint_missing",
    "unsupported",
    "model_refused",
    "script_missing",
    "environment_unbuildable",
    "instance_type_unknown",
  ])
  expect(checks.find(({ id }) => id === "script_missing")).toMatchObject({
    field: "code_configuration.scoring_script",
    values: { script: "scores.py", files: "far.py, half.py, score.py" },
  })
  expect(checks.find(({ id }) => id === "environment_unbuildable")?.message).toContain("no-such-conda-package-here")
  expect(checks.at(-1)).toMatchObject({ id: "workers_fewer", level: "warn", values: { workers: 2, concurrency: 4 } })
})

test("a script is looked at without being run", async () => {
  const scriptOf = (scoring_script: string) => ({ ...good(), code_configuration: { code, scoring_script } })
  expect((await look(scriptOf("half.py"))).find(({ id }) => id === "script_incomplete")).toMatchObject({
    message: '"half.py" has no run() function.',
    values: { functions: "run()" },
  })
  expect(idsOf(await look(scriptOf("far.py")), "warn")).toContain("script_unclear")
})

test("a host that is small or promised to others is a warning with its numbers", async () => {
  // blue's one instance may use 8 GiB and 4 vCPU of it.
  const checks = await lookOn({ vcpu: 4, memoryMib: 16 * 1024 }, { ...good(), instance_count: 2 })
  expect(checks.find(({ id }) => id === "host_memory_short")).toMatchObject({
    level: "warn",
    values: { instances: 2, surge: 1, needed_mib: 12_288, free_mib: 8192, host_mib: 16_384 },
  })
  expect(checks.find(({ id }) => id === "host_cpu_short")).toMatchObject({ values: { needed_vcpu: 6, free_vcpu: 0 } })
  const small = await lookOn({ vcpu: 1, memoryMib: 2 }, good())
  expect(idsOf(small, "warn")).toEqual([
    "model_memory_short",
    "instance_type_note",
    "instance_type_note",
    "host_memory_short",
    "host_cpu_short",
  ])
})

test("an update is looked at as one, with what earlier instances took to start", async () => {
  const checks = await look(good(), { deployment: "BLUE" })
  expect(checks[1]).toMatchObject({ id: "deployment_will_change", level: "pass", values: { name: "blue" } })
  expect(checks.find(({ id }) => id === "start_up_budget_short")).toMatchObject({
    level: "warn",
    values: { seconds: 310, measured_seconds: 400 },
  })
  const created = await look(good(), { deployment: "blue", query: "?create_only=true" })
  expect(idsOf(created, "fail")).toEqual(["name_exists"])
})

test("the 21st deployment of an endpoint fails", async () => {
  const put = fillPath(apiPaths.onlineEndpoint, { workspace, endpoint: "full" })
  await api.call("PUT", put, { token: api.tokens.Operator, body: {} })
  const [row] = await api.services.db.select().from(endpoints).where(eq(endpoints.name, "full"))
  const place = { workspaceId: ctx.workspaceId, endpointId: row?.id ?? "" }
  for (let n = 1; n <= 20; n++) await insertDeployment(api.services.db, { ...place, name: `d-${n}` })
  expect(idsOf(await look(good(), { endpoint: "full" }), "fail")).toEqual(["deployments_limit"])
})

test("what is not there at all is said by name", async () => {
  expect(idsOf(await look({ environment: { image: "some/image" } }), "fail")).toEqual([
    "unsupported",
    "environment_unbuildable",
  ])
  const refused = await look({ ...good(), code_configuration: { code: "azureml:none@latest", scoring_script: "s.py" } })
  expect(idsOf(refused, "fail")).toEqual(["code_refused"])
})

test("what breaks the schema, who may not write, and who is elsewhere are refused as for writing", async () => {
  const call = (body: unknown, token?: string) => api.call("POST", urlOf("credit", "green"), { token, body })
  expect((await call({ instance_count: 51 }, api.tokens.Operator)).status).toBe(400)
  expect((await call({ name: "blue" }, api.tokens.Operator)).status).toBe(400)
  expect((await call({})).status).toBe(401)
  expect((await call({}, api.tokens.Viewer)).status).toBe(403)
  expect((await call({}, api.tokens.stranger)).status).toBe(404)
})
