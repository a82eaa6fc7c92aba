import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"

import { expect, test } from "vitest"

import { createGatewayContext } from "./create-gateway.ts"
import { catchUp } from "./follow-routes.ts"
import { DEFAULT_LIMITS } from "./limits.ts"
import type { RoutesPage } from "./ports.ts"
import type { RouteChange } from "./route-schema.ts"
import { readRoutesCopy, writeRoutesCopy } from "./routes-copy.ts"
import { RoutingTable } from "./table.ts"
import { deployment, route } from "./testing/test-gateway.ts"

const NOW_MS = 1_000_000

function change(version: number, name: string | null, endpointId = "end_1", sockets = ["/tmp/a"]): RouteChange {
  const blue = { ...deployment("blue", sockets), id: `dep_${endpointId}` }
  const made = name === null ? null : { ...route([blue], { blue: 100 }), endpointId, name }
  return { version, endpointId, route: made }
}

function contextOver(rows: () => RouteChange[]) {
  const context = createGatewayContext({
    limits: DEFAULT_LIMITS,
    hostSuffix: ".x",
    ports: {
      pickRandom: Math.random,
      spreadRandom: Math.random,
      nowMs: () => NOW_MS,
      newRequestId: () => "id",
      log: { warn: () => undefined, error: () => undefined },
    },
  })
  const source = {
    fetchAfter: async (version: number): Promise<RoutesPage> => {
      const all = rows().toSorted((a, b) => a.version - b.version)
      return { newest: all.at(-1)?.version ?? 0, changes: all.filter((row) => row.version > version) }
    },
  }
  return { context, source }
}

test("an older version never undoes a newer one", () => {
  const table = new RoutingTable()
  table.apply(change(5, "new"))
  table.apply(change(4, "old"))
  expect(table.find("new")).toBeDefined()
  expect(table.find("old")).toBeUndefined()
  expect(table.version).toBe(5)
})

test("names are found in lower case; a renamed or deleted endpoint leaves no address behind", () => {
  const table = new RoutingTable()
  table.apply(change(1, "Diabetes"))
  expect(table.find("diabetes")).toBeDefined()
  table.apply(change(2, "other"))
  expect(table.find("diabetes")).toBeUndefined()
  table.apply(change(3, null))
  expect(table.find("other")).toBeUndefined()
  expect(table.hasDeployment("dep_end_1")).toBe(false)
})

test("a name that was freed and taken again belongs to the new endpoint, in whatever order their rows change", () => {
  const table = new RoutingTable()
  table.apply(change(1, "a", "end_1"))
  table.apply(change(2, "a", "end_2"))
  table.apply(change(3, null, "end_1"))
  expect(table.find("a")?.route.endpointId).toBe("end_2")
})

test("an endpoint that comes back under a new name leaves the one that took its old name its instances", () => {
  const table = new RoutingTable()
  table.apply(change(1, "scores", "end_1"))
  // While this gateway was away end_1 was deleted, end_2 took its name, and end_1 was restored under another.
  table.apply(change(3, "scores", "end_2"))
  table.apply(change(4, "scores-2", "end_1"))
  for (const name of ["scores", "scores-2"]) {
    expect(table.find(name)?.deployments.get("blue")?.instances).toMatchObject([{ isRouted: true }])
  }
  expect([...table.instances()]).toHaveLength(2)
})

test("an instance that stays keeps its counts; one with a new socket begins anew", () => {
  const table = new RoutingTable()
  table.apply(change(1, "a", "end_1", ["/tmp/1", "/tmp/2"]))
  const before = table.find("a")?.deployments.get("blue")?.instances ?? []
  for (const instance of before) instance.outstanding = 3
  table.apply(change(2, "a", "end_1", ["/tmp/1", "/tmp/other"]))
  const after = table.find("a")?.deployments.get("blue")?.instances ?? []
  expect(after.map((instance) => instance.outstanding)).toEqual([3, 0])
  expect(before.map((instance) => instance.isRouted)).toEqual([true, false])
})

test("the first contact takes away what left while the gateway was away", async () => {
  const { context, source } = contextOver(() => [change(7, "b", "end_2")])
  context.table.replace([change(3, "a", "end_1")])
  context.table.confirm(3, 0)
  expect(await catchUp(context, source, true)).toBe(true)
  expect(context.table.find("a")).toBeUndefined()
  expect(context.table.find("b")).toBeDefined()
  expect(context.table).toMatchObject({ version: 7, confirmedAtMs: NOW_MS })
})

test("a database that was restored to an earlier point wins over the table", async () => {
  let rows = [change(9, "late")]
  const { context, source } = contextOver(() => rows)
  await catchUp(context, source, true)
  rows = [change(4, "early")]
  await catchUp(context, source, false)
  expect(context.table.find("late")).toBeUndefined()
  expect(context.table.find("early")).toBeDefined()
  expect(context.table.version).toBe(4)
})

test("nothing new is confirmed without a change; a source that fails leaves the table as it is", async () => {
  const rows = [change(1, "a")]
  const { context, source } = contextOver(() => rows)
  await catchUp(context, source, true)
  expect(await catchUp(context, source, false)).toBe(false)
  const broken = { fetchAfter: () => Promise.reject(new Error("down")) }
  await expect(catchUp(context, broken, false)).rejects.toThrow("down")
  expect(context.table.find("a")).toBeDefined()
})

test("the copy on disk comes back as it was, is readable by its owner alone, and is not believed when damaged", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "copy-"))
  try {
    const file = path.join(folder, "routes", "copy.json")
    expect(await readRoutesCopy(file)).toBeUndefined()
    const copy = { version: 3, confirmedAtMs: NOW_MS, changes: [change(3, "a")] }
    await writeRoutesCopy(file, copy)
    expect(await readRoutesCopy(file)).toEqual(copy)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const text = await readFile(file, "utf8")
    await writeFile(file, text.replace(`"confirmedAtMs":${NOW_MS}`, `"confirmedAtMs":${NOW_MS + 1}`))
    expect(await readRoutesCopy(file)).toBeUndefined()
    await writeFile(file, text.slice(0, -20))
    expect(await readRoutesCopy(file)).toBeUndefined()
    await Promise.all(Array.from({ length: 10 }, () => writeRoutesCopy(file, copy)))
    expect(await readRoutesCopy(file)).toEqual(copy)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
