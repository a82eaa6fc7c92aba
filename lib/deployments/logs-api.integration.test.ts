import { appendFile, mkdir } from "node:fs/promises"
import path from "node:path"

import { eq } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest"
import { z } from "zod"

import { deploymentRevisions, deployments, endpoints, environmentBuilds, instances } from "#drizzle/schema/index.ts"
import type { InstanceHandle, LogLine, LogOptions } from "#lib/compute/index.ts"
import { buildLogFile } from "#lib/environments/index.ts"
import { contextOf } from "#lib/http/testing/context-of.ts"
import { createApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import type { ApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import type { Context } from "#lib/identity/index.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { instanceHistoryView } from "./contract.ts"
import { readDeploymentLogs } from "./read-deployment-logs.ts"
import { insertDeployment } from "./testing/insert-deployment.ts"

const PATIENCE = { timeout: 20_000, interval: 20 }
const AT = "2026-01-01T00:00:00.000Z"
const workspace = "default"
const page = z.object({ items: z.array(instanceHistoryView), next_cursor: z.string().nullable() })

let api: ApiFixture
let ctx: Context
let endpointId: string
let deploymentId: string
let count = 0

/** Output of instances that live as long as the test lets them. */
const running = new Map<string, { lines: string[]; isOver: boolean }>()
const compute = {
  async *logs(
    { instanceId }: InstanceHandle,
    { tail = 100, follow = false, signal }: LogOptions = {},
  ): AsyncGenerator<LogLine> {
    const output = running.get(instanceId) ?? { lines: [], isOver: true }
    let next = Math.max(0, output.lines.length - tail)
    for (;;) {
      for (; next < output.lines.length; next++) yield { at: AT, stream: "stdout", text: output.lines[next] ?? "" }
      if (!follow || output.isOver || signal?.aborted) return
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  },
}

async function addInstance(id: string, changes: Partial<typeof instances.$inferInsert> = {}, lines: string[] = []) {
  const handle = {
    driver: "local",
    instanceId: id,
    folder: "/f",
    socket: "/s",
    controlSocket: "/c",
    nonce: "n",
    pid: 1,
    startTime: 1,
    bootId: "b",
  }
  running.set(id, { lines, isOver: false })
  const row = { workspaceId: ctx.workspaceId, deploymentId, hostId: "hst_1", generation: 1, templateHash: "t" }
  await api.services.db
    .insert(instances)
    .values({ ...row, id, phase: "Ready", startedAt: new Date(AT), handle, ...changes })
}
function end(id: string): void {
  const output = running.get(id)
  if (output) output.isOver = true
}

/** What a follower has seen so far, and its end. */
function follow(request: Partial<Parameters<typeof readDeploymentLogs>[3]> = {}) {
  const gone = new AbortController()
  const seen: string[] = []
  const ended = (async () => {
    const { home } = api.services
    const all = { container: "inference-server", tail: 100, follow: true, compute, home, signal: gone.signal } as const
    for await (const line of await readDeploymentLogs(ctx, "logged", name(), { ...all, ...request })) seen.push(line)
  })()
  ended.catch(() => undefined)
  return {
    seen,
    ended,
    hangUp: () => gone.abort(),
    sees: (lines: unknown[]) => vi.waitFor(() => expect(seen).toEqual(lines), PATIENCE),
  }
}
const name = () => `blue-${count}`

beforeAll(async () => {
  api = await createApiFixture()
  ctx = await contextOf(api)
  const put = fillPath(apiPaths.onlineEndpoint, { workspace, endpoint: "logged" })
  await api.call("PUT", put, { token: api.tokens.Operator, body: {} })
  const [row] = await api.services.db.select().from(endpoints).where(eq(endpoints.name, "logged"))
  endpointId = row?.id ?? ""
})
beforeEach(async () => {
  count += 1
  const row = { servingGeneration: null, health: "Unknown", provisioningState: "Creating" }
  const place = { workspaceId: ctx.workspaceId, endpointId, name: name() }
  deploymentId = await insertDeployment(api.services.db, { ...place, row })
})
afterAll(async () => await api.drop())

test("a follower waits for the first instance and goes on with each that takes its place", async () => {
  const follower = follow()
  await addInstance(`ins_a${count}`, { phase: "Starting" }, ["loading"])
  const first = [`${AT} Instance ins_a${count}, generation 1`, `${AT} loading`]
  await follower.sees(first)
  running.get(`ins_a${count}`)?.lines.push("ready")
  await follower.sees([...first, `${AT} ready`])
  end(`ins_a${count}`)
  await addInstance(`ins_b${count}`, {}, ["again"])
  await follower.sees([...first, `${AT} ready`, `${AT} Instance ins_b${count}, generation 1`, `${AT} again`])
  follower.hangUp()
  await follower.ended
})

test("instances that came and went between two looks are all read, in order", async () => {
  await addInstance(`ins_a${count}`, {}, ["one"])
  const follower = follow()
  await follower.sees([expect.stringContaining(`ins_a${count}`), `${AT} one`])
  await addInstance(`ins_b${count}`, { phase: "Stopped" }, ["two"])
  await addInstance(`ins_c${count}`, {}, ["three"])
  for (const letter of ["a", "b"]) end(`ins_${letter}${count}`)
  await vi.waitFor(
    () =>
      expect(follower.seen.filter((line) => !line.includes("Instance"))).toEqual([
        `${AT} one`,
        `${AT} two`,
        `${AT} three`,
      ]),
    PATIENCE,
  )
  follower.hangUp()
  await follower.ended
})

test("following a deployment that failed for good shows its last instance and ends", async () => {
  await addInstance(`ins_a${count}`, { phase: "Stopped" }, ["Traceback"])
  end(`ins_a${count}`)
  await api.services.db.update(deployments).set({ failedGeneration: 1 }).where(eq(deployments.id, deploymentId))
  const follower = follow()
  await follower.ended
  expect(follower.seen).toEqual([expect.stringContaining("Instance"), `${AT} Traceback`])
})

test("a named instance is followed alone to its end, and one that does not exist is 404", async () => {
  await addInstance(`ins_a${count}`, {}, ["one"])
  await addInstance(`ins_b${count}`, {}, ["other"])
  const follower = follow({ instance: `ins_a${count}` })
  await follower.sees([`${AT} one`])
  end(`ins_a${count}`)
  await follower.ended
  expect(follower.seen).toEqual([`${AT} one`])
  await expect(follow({ instance: "ins_none" }).ended).rejects.toMatchObject({ code: "deployments.logs_not_found" })
})

test("without following, all instances are read one after the other, each line with its time", async () => {
  await addInstance(`ins_a${count}`, { phase: "Stopped" }, ["old"])
  await addInstance(`ins_b${count}`, {}, ["one"])
  await addInstance(`ins_c${count}`, {}, ["two"])
  const live = follow({ follow: false })
  await live.ended
  expect(live.seen).toEqual([
    `${AT} Instance ins_b${count}, generation 1`,
    `${AT} one`,
    `${AT} Instance ins_c${count}, generation 1`,
    `${AT} two`,
  ])
  const previous = follow({ follow: true, previous: true })
  await previous.ended
  expect(previous.seen).toEqual([`${AT} old`])
})

async function setBuild(status: string | null, hash = `${count}`.padStart(64, "0")): Promise<string> {
  const { db } = api.services
  if (status !== null) {
    await db
      .insert(environmentBuilds)
      .values({ hash, hostId: "hst_1", status })
      .onConflictDoUpdate({ target: [environmentBuilds.hash, environmentBuilds.hostId], set: { status } })
    await db
      .update(deploymentRevisions)
      .set({ environmentHash: hash })
      .where(eq(deploymentRevisions.deploymentId, deploymentId))
  }
  return buildLogFile(api.services.home.logs, hash)
}

test("a build is followed from before its log exists until it has ended", async () => {
  const follower = follow({ container: "storage-initializer" })
  const file = await setBuild("building")
  await mkdir(path.dirname(file), { recursive: true })
  await appendFile(file, `${AT} Resolving\n`)
  await follower.sees([`${AT} Resolving`])
  await appendFile(file, `${AT} Installing\n${AT} Environment ready\n`)
  await setBuild("ready")
  await follower.ended
  expect(follower.seen).toEqual([`${AT} Resolving`, `${AT} Installing`, `${AT} Environment ready`])
  const again = follow({ container: "storage-initializer", tail: 1, follow: false })
  await again.ended
  expect(again.seen).toEqual([`${AT} Environment ready`])
})

test("a follower of a build that will not come is told so", async () => {
  const waiting = follow({ container: "storage-initializer" })
  await api.services.db.update(deployments).set({ failedGeneration: 1 }).where(eq(deployments.id, deploymentId))
  await expect(waiting.ended).rejects.toMatchObject({ code: "deployments.logs_not_found" })
  await api.services.db
    .update(deploymentRevisions)
    .set({ environmentError: { code: "environments.package_unknown", message: "conda.yml line 3: what?", log: [] } })
    .where(eq(deploymentRevisions.deploymentId, deploymentId))
  const refused = follow({ container: "storage-initializer" })
  await refused.ended
  expect(refused.seen).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\dT\S+ error: conda\.yml line 3: what\?$/)])
  await expect(follow({ container: "storage-initializer", generation: 7 }).ended).rejects.toMatchObject({
    message: expect.stringContaining("no generation 7"),
  })
})

test("all instances are listed newest first, with why they ended and whether their output is kept", async () => {
  const stopped = { phase: "Stopped", reason: "exited", stoppedAt: new Date(AT) }
  await addInstance(`ins_a${count}`, { ...stopped, handle: null })
  await addInstance(`ins_b${count}`, stopped)
  await addInstance(`ins_c${count}`)
  const url = fillPath(apiPaths.deploymentInstances, { workspace, endpoint: "logged", deployment: name() })
  const call = (query = "", token: string | undefined = api.tokens.Viewer) => api.call("GET", url + query, { token })
  const all = page.parse((await call()).body)
  expect(all).toMatchObject({
    items: [
      { id: `ins_c${count}`, phase: "Ready", reason: "", stopped_at: null, has_logs: true },
      { id: `ins_b${count}`, phase: "Stopped", reason: "exited", stopped_at: AT, has_logs: true },
      { id: `ins_a${count}`, phase: "Stopped", has_logs: false },
    ],
    next_cursor: null,
  })
  const first = page.parse((await call("?limit=2")).body)
  expect(first).toEqual({ items: all.items.slice(0, 2), next_cursor: `ins_b${count}` })
  const rest = page.parse((await call(`?limit=2&cursor=${first.next_cursor}`)).body)
  expect(rest).toEqual({ items: all.items.slice(2), next_cursor: null })
  expect((await call("?limit=0")).status).toBe(400)
  expect((await api.call("GET", url)).status).toBe(401)
  expect((await call("", api.tokens.stranger)).status).toBe(404)
  const missing = fillPath(apiPaths.deploymentInstances, { workspace, endpoint: "logged", deployment: "missing" })
  expect((await api.call("GET", missing, { token: api.tokens.Viewer })).status).toBe(404)
})
