import { spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs"
import { Agent, createServer, request } from "node:http"
import type { Server } from "node:http"
import { request as requestTls } from "node:https"
import { tmpdir } from "node:os"
import path from "node:path"

import { afterAll, beforeAll, expect, test, vi } from "vitest"

import type { Route } from "#lib/gateway/index.ts"
import { inheritEnv } from "#lib/kernel/env.ts"
import { homeAt } from "#lib/kernel/home.ts"
import { sha256Hex } from "#lib/kernel/json.ts"
import { createTestDatabase } from "#lib/testing/index.ts"
import type { TestDatabase } from "#lib/testing/index.ts"
import { caCertFile } from "#lib/tls/index.ts"

const PATIENCE = { timeout: 20_000, interval: 20 }
const KEY = "integration-key"
const DEAD_DATABASE = "postgres://nobody@127.0.0.1:1/nothing"
let database: TestDatabase
let folder: string
const instances: Server[] = []
const children: ChildProcess[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  folder = mkdtempSync(path.join(tmpdir(), "gwp-"))
  for (const name of ["blue", "green"]) {
    const server = createServer({ keepAliveTimeout: 75_000 }, (_req, res) => res.end(name))
    instances.push(server)
    await new Promise<void>((resolve) => server.listen(path.join(folder, name), resolve))
  }
})
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL")
  for (const server of instances) server.closeAllConnections()
  for (const server of instances) server.close()
  rmSync(folder, { recursive: true, force: true })
  await database.drop()
})

function routeOf(traffic: Record<string, number>): Route {
  const deployments = ["blue", "green"].map((name) => ({
    id: `dep_${name}`,
    name,
    generation: 1,
    requestTimeoutMs: 5000,
    maxConcurrentRequestsPerInstance: 50,
    maxQueueWaitMs: 500,
    instances: [{ id: `ins_${name}`, socket: path.join(folder, name) }],
  }))
  const keys = [{ slot: "primary" as const, digest: sha256Hex(KEY) }]
  return { endpointId: "end_1", workspaceId: "ws_1", name: "diabetes", authMode: "key", keys, traffic, deployments }
}

function query(text: string, parameters: readonly unknown[] = []) {
  return database.db.pool.use((lane) => lane.query(text, parameters))
}

let version = 0
async function putRoute(traffic: Record<string, number>): Promise<number> {
  version++
  await query(
    `
    insert into routes (endpoint_id, version, route) values ('end_1', $1, $2::jsonb)
    on conflict (endpoint_id) do update set version = excluded.version, route = excluded.route`,
    [version, JSON.stringify(routeOf(traffic))],
  )
  await query(`select pg_notify('routes', $1)`, [String(version)])
  return version
}

/** A bound TCP socket; gateways get theirs as a descriptor, too. */
function bindPort(): { fd: number; port: number } {
  const binding: unknown = Reflect.get(process, "binding").call(process, "tcp_wrap")
  const { TCP, constants } = binding as { TCP: new (kind: number) => BoundHandle; constants: { SERVER: number } }
  const handle = new TCP(constants.SERVER)
  handle.bind("127.0.0.1", 0)
  const address = { port: 0 }
  handle.getsockname(address)
  return { fd: handle.fd, port: address.port }
}
interface BoundHandle {
  readonly fd: number
  bind(host: string, port: number): number
  getsockname(out: { port: number }): number
}

async function startGateway(fd: number, over: Record<string, string> = {}): Promise<ChildProcess> {
  const child = spawn(process.execPath, [path.resolve("lib/processes/gateway.ts")], {
    stdio: ["ignore", "inherit", "inherit", fd, "ipc"],
    env: {
      ...inheritEnv(),
      CAUDAL_HOME: path.join(folder, "home"),
      CAUDAL_GATEWAY_FD: "3",
      CAUDAL_TLS: "off",
      CAUDAL_LOG_LEVEL: "fatal",
      DATABASE_URL: database.url,
      ...over,
    },
  })
  children.push(child)
  const [message] = await once(child, "message")
  expect(message).toEqual({ type: "ready" })
  return child
}

function call(port: number, agent?: Agent): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const options = {
      host: "127.0.0.1",
      port,
      method: "POST",
      path: "/endpoints/diabetes/score",
      agent: agent ?? false,
    }
    request({ ...options, headers: { authorization: `Bearer ${KEY}` } }, (res) => {
      let text = ""
      res.setEncoding("utf8").on("data", (chunk: string) => (text += chunk))
      res.on("end", () => resolve({ status: res.statusCode ?? 0, text }))
    })
      .on("error", reject)
      .end("{}")
  })
}

async function applied(wanted: number): Promise<void> {
  await vi.waitFor(async () => {
    const rows = await query(`select 1 from gateways where applied_version = $1 and lease_until > now()`, [wanted])
    expect(rows.length).toBeGreaterThan(0)
  }, PATIENCE)
}

async function stop(child: ChildProcess): Promise<number | null> {
  child.kill("SIGTERM")
  await once(child, "exit")
  return child.exitCode
}

test("10,000 requests at 90/10 land exactly when the parent seeds the pick, and the counters say so", async () => {
  const { fd, port } = bindPort()
  const gateway = await startGateway(fd)
  await applied(await putRoute({ blue: 90, green: 10 }))
  gateway.send({ type: "seed", seed: 7 })
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const counts: Record<string, number> = {}
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let i = 0; i < 625; i++) {
        const { text } = await call(port, agent)
        counts[text] = (counts[text] ?? 0) + 1
      }
    }),
  )
  agent.destroy()
  expect(counts).toEqual({ blue: 9000, green: 1000 })
  await vi.waitFor(async () => {
    const rows = await query(
      `select deployment_id, code, count::int as count from gateway_counters order by deployment_id`,
    )
    expect([...rows]).toEqual([
      { deployment_id: "dep_blue", code: 200, count: 9000 },
      { deployment_id: "dep_green", code: 200, count: 1000 },
    ])
  }, PATIENCE)
  expect(await stop(gateway)).toBe(0)
  expect((await query(`select 1 from gateways`)).length).toBe(0)
})

test("traffic changes under load fail no request, and killing the gateway makes callers wait, not fail", async () => {
  const { fd, port } = bindPort()
  let gateway = await startGateway(fd)
  await applied(await putRoute({ blue: 100 }))
  let isOver = false
  const seen: Record<string, number> = {}
  const loop = async () => {
    // A new connection for each request: none is in flight on a connection of the killed process for longer than a request.
    while (!isOver) {
      const { status, text } = await call(port).catch((error: Error) => ({ status: 0, text: error.message }))
      const key = `${status} ${text}`
      seen[key] = (seen[key] ?? 0) + 1
    }
  }
  const loops = [loop(), loop(), loop(), loop()]
  for (const green of [25, 50, 75, 100]) await applied(await putRoute({ blue: 100 - green, green }))
  expect(Object.keys(seen).toSorted()).toEqual(["200 blue", "200 green"])
  gateway.kill("SIGKILL")
  await once(gateway, "exit")
  const before = Object.values(seen).reduce((sum, count) => sum + count, 0)
  gateway = await startGateway(fd)
  await vi.waitFor(() => {
    expect(Object.values(seen).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(before + 100)
  }, PATIENCE)
  isOver = true
  await Promise.all(loops)
  const failed = Object.entries(seen).filter(([key]) => !key.startsWith("200"))
  // Only what was in flight on the killed process: at most one request of each of the four callers.
  expect(failed.reduce((sum, [, count]) => sum + count, 0)).toBeLessThanOrEqual(4)
  expect(failed.filter(([key]) => key.includes("ECONNREFUSED"))).toEqual([])
  expect(await stop(gateway)).toBe(0)
})

test("gateways share one socket, and one that is asked to end fails no request, not even on kept-alive connections", async () => {
  const { fd, port } = bindPort()
  const first = await startGateway(fd)
  await applied(await putRoute({ blue: 100 }))
  const second = await startGateway(fd)
  const seen: Record<string, number> = {}
  let isOver = false
  const loops = Array.from({ length: 8 }, async (_, i) => {
    const agent = i % 2 === 0 ? new Agent({ keepAlive: true }) : undefined
    while (!isOver) {
      const { status } = await call(port, agent).catch((error: Error) => ({ status: error.message }))
      seen[status] = (seen[status] ?? 0) + 1
    }
    agent?.destroy()
  })
  const moreThan = (count: number) => vi.waitFor(() => expect(seen[200] ?? 0).toBeGreaterThan(count), PATIENCE)
  await moreThan(200)
  expect(await stop(first)).toBe(0)
  await moreThan((seen[200] ?? 0) + 200)
  isOver = true
  await Promise.all(loops)
  expect(Object.keys(seen)).toEqual(["200"])
  expect(await stop(second)).toBe(0)
})

test("a gateway starts and serves from its copy on disk while the database is down", async () => {
  const { fd, port } = bindPort()
  const first = await startGateway(fd)
  await applied(await putRoute({ green: 100 }))
  expect(await stop(first)).toBe(0)
  const copy = path.join(homeAt(path.join(folder, "home")).routes, "copy.json")
  expect(statSync(copy).mode & 0o777).toBe(0o600)
  const second = await startGateway(fd, { DATABASE_URL: DEAD_DATABASE })
  expect(await call(port)).toEqual({ status: 200, text: "green" })
  expect(await stop(second)).toBe(0)
})

test("the gateway ends by itself when its parent goes away", async () => {
  const { fd } = bindPort()
  const gateway = await startGateway(fd)
  gateway.disconnect()
  await once(gateway, "exit")
  expect(gateway.exitCode).toBe(0)
})

test("over TLS the local CA is enough to trust the scoring address", async () => {
  const { fd, port } = bindPort()
  const gateway = await startGateway(fd, { CAUDAL_TLS: "on" })
  await applied(await putRoute({ blue: 100 }))
  const ca = readFileSync(caCertFile(homeAt(path.join(folder, "home"))), "utf8")
  const text = await new Promise<string>((resolve, reject) => {
    const options = { host: "localhost", port, ca, method: "POST", path: "/endpoints/diabetes/score", agent: false }
    requestTls({ ...options, headers: { authorization: `Bearer ${KEY}` } }, (res) => {
      res.setEncoding("utf8").on("data", resolve)
    })
      .on("error", reject)
      .end("{}")
  })
  expect(text).toBe("blue")
  expect(await stop(gateway)).toBe(0)
})
