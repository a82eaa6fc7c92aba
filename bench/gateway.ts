import { execFile, spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"
import { promisify } from "node:util"

import { writeRoutesCopy } from "#lib/gateway/index.ts"
import type { Route } from "#lib/gateway/index.ts"
import { homeAt } from "#lib/kernel/home.ts"
import { sha256Hex } from "#lib/kernel/json.ts"
import { ensureServerCertificate, localNames } from "#lib/tls/index.ts"

/**
 * The gateway against nginx with one worker, in one run, in turns, over the same nginx upstream on a Unix socket: 50-byte
 * POST, 32 connections and one. Needs `nginx` and `wrk` on PATH. Prints requests per second, the ratio, and the p50 that
 * each adds to the bare upstream at one connection (budgets: `docs`, and the design's table of numbers).
 *
 * Usage: node bin/node24.js bench/gateway.ts [seconds per measurement, default 5] [rounds, default 3]
 */

const KEY = "bench-key"
const SECONDS = Number(process.argv[2] ?? 5)
const ROUNDS = Number(process.argv[3] ?? 3)
const folder = mkdtempSync(path.join(tmpdir(), "gwb-"))
const home = homeAt(path.join(folder, "home"))
const children: ChildProcess[] = []

interface Target {
  readonly name: string
  readonly url: string
  readonly process: ChildProcess
}

/** Processor time that a process and its children have used, in microseconds (Linux; 100 ticks a second). */
function cpuUs(pid: number | undefined): number {
  const stats = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readStat(name))
  const own = stats.filter((stat) => stat.pid === pid || stat.parent === pid)
  return own.reduce((sum, stat) => sum + stat.ticks, 0) * 10_000
}

function readStat(name: string): { pid: number; parent: number; ticks: number } {
  try {
    const text = readFileSync(`/proc/${name}/stat`, "utf8")
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ")
    return { pid: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }
  } catch {
    // The process ended between the listing and the reading.
    return { pid: 0, parent: 0, ticks: 0 }
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === "object" && address !== null ? address.port : 0
}

function nginx(name: string, http: string): ChildProcess {
  const file = path.join(folder, `${name}.conf`)
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  )
  writeFileSync(
    file,
    `${process.getuid?.() === 0 ? "user root;" : ""} daemon off; worker_processes 1; pid ${folder}/${name}.pid; error_log ${folder}/${name}.log;
    events { worker_connections 1024; }
    http { access_log off; keepalive_requests 100000000; ${paths.join(" ")} ${http} }`,
  )
  const child = spawn("nginx", ["-c", file, "-p", folder], { stdio: "inherit" })
  children.push(child)
  return child
}

async function startGateway(port: number, tls: "on" | "off"): Promise<ChildProcess> {
  const child = spawn(process.execPath, [path.resolve("lib/processes/gateway.ts")], {
    stdio: ["ignore", "inherit", "ignore", "ipc"],
    env: {
      ...process.env,
      CAUDAL_HOME: home.root,
      CAUDAL_GATEWAY_PORT: String(port),
      CAUDAL_TLS: tls,
      DATABASE_URL: "",
    },
  })
  children.push(child)
  await once(child, "message")
  return child
}

interface Result {
  readonly perSecond: number
  readonly p50Us: number
  /** Processor time per request: what stays comparable on a machine that does other things too. */
  readonly cpuUs: number
}

async function measure({ url, process: server }: Target, connections: number): Promise<Result> {
  const args = ["-t1", `-c${connections}`, `-d${SECONDS}s`, "--latency", "-s", path.join(folder, "post.lua"), url]
  const before = cpuUs(server.pid)
  const { stdout } = await promisify(execFile)("wrk", args)
  const used = cpuUs(server.pid) - before
  const errors = /Non-2xx.*|Socket errors.*/.exec(stdout)?.[0]
  if (errors !== undefined) throw new Error(`${url}: ${errors}`)
  const [, p50 = "0", unit = "us"] = /50%\s+([\d.]+)(us|ms|s)/.exec(stdout) ?? []
  const scale = { us: 1, ms: 1000, s: 1_000_000 }[unit] ?? 1
  const requests = Number(/(\d+) requests in/.exec(stdout)?.[1] ?? 1)
  const perSecond = Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? 0)
  return { perSecond, p50Us: Number(p50) * scale, cpuUs: used / requests }
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

async function compare(targets: readonly Target[], connections: number) {
  const results: Result[][] = targets.map(() => [])
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, target] of targets.entries()) results[i]?.push(await measure(target, connections))
  }
  return targets.map(({ name }, i) => {
    const of = (key: keyof Result) => Number(median((results[i] ?? []).map((result) => result[key])).toFixed(1))
    return { name, perSecond: of("perSecond"), p50Us: of("p50Us"), cpuUs: of("cpuUs") }
  })
}

async function prepare(): Promise<{ plain: Target[]; tls: Target[]; direct: Target }> {
  const socket = path.join(folder, "model")
  const route: Route = {
    endpointId: "end_1",
    workspaceId: "ws_1",
    name: "bench",
    authMode: "key",
    keys: [{ slot: "primary", digest: sha256Hex(KEY) }],
    traffic: { blue: 90, green: 10 },
    deployments: ["blue", "green"].map((name) => ({
      id: `dep_${name}`,
      name,
      generation: 1,
      requestTimeoutMs: 5000,
      maxConcurrentRequestsPerInstance: 100,
      maxQueueWaitMs: 500,
      instances: [{ id: `ins_${name}`, socket }],
    })),
  }
  const changes = [{ version: 1, endpointId: "end_1", route }]
  await writeRoutesCopy(path.join(home.routes, "copy.json"), { version: 1, confirmedAtMs: Date.now(), changes })
  const lua = `wrk.method = "POST"; wrk.body = string.rep("x", 50)
    wrk.headers["Content-Type"] = "application/json"; wrk.headers["Authorization"] = "Bearer ${KEY}"`
  writeFileSync(path.join(folder, "post.lua"), lua)
  const { cert, key } = await ensureServerCertificate(home, localNames({ region: "local", host: "127.0.0.1" }))
  writeFileSync(path.join(folder, "cert.pem"), cert)
  writeFileSync(path.join(folder, "key.pem"), key, { mode: 0o600 })
  const [direct = 0, plain = 0, secure = 0, ours = 0, oursSecure = 0] = await Promise.all(
    Array.from({ length: 5 }, () => freePort()),
  )
  const upstream = nginx(
    "upstream",
    `server { listen unix:${socket}; listen 127.0.0.1:${direct}; location / { return 200 '{"answer": [1.5, 2.5]}'; } }`,
  )
  const proxy = `location / { proxy_pass http://model; proxy_http_version 1.1; proxy_set_header Connection ""; }`
  const proxies = nginx(
    "proxy",
    `upstream model { server unix:${socket}; keepalive 64; }
    server { listen 127.0.0.1:${plain}; ${proxy} }
    server { listen 127.0.0.1:${secure} ssl; ssl_certificate ${folder}/cert.pem; ssl_certificate_key ${folder}/key.pem; ${proxy} }`,
  )
  const own = await startGateway(ours, "off")
  const ownSecure = await startGateway(oursSecure, "on")
  const path_ = "/endpoints/bench/score"
  return {
    direct: { name: "upstream", url: `http://127.0.0.1:${direct}${path_}`, process: upstream },
    plain: [
      { name: "nginx", url: `http://127.0.0.1:${plain}${path_}`, process: proxies },
      { name: "gateway", url: `http://127.0.0.1:${ours}${path_}`, process: own },
    ],
    tls: [
      { name: "nginx tls", url: `https://127.0.0.1:${secure}${path_}`, process: proxies },
      { name: "gateway tls", url: `https://127.0.0.1:${oursSecure}${path_}`, process: ownSecure },
    ],
  }
}

try {
  const { plain, tls, direct } = await prepare()
  for (const [what, targets] of Object.entries({ plain, tls })) {
    const results = await compare(targets, 32)
    const [reference, own] = results
    console.table(results)
    const ratio = (own?.perSecond ?? 0) / (reference?.perSecond ?? 1)
    const cpuRatio = (reference?.cpuUs ?? 0) / (own?.cpuUs ?? 1)
    console.log(
      `${what}, 32 connections: ratio ${ratio.toFixed(2)} by requests, ${cpuRatio.toFixed(2)} by processor time`,
    )
  }
  const single = await compare([direct, ...plain], 1)
  console.table(single)
  const bare = single[0]?.p50Us ?? 0
  for (const { name, p50Us } of single.slice(1))
    console.log(`${name}: adds ${(p50Us - bare).toFixed(0)} us at p50, one connection`)
} finally {
  // Not SIGKILL: nginx's workers would outlive their master.
  for (const child of children) child.kill("SIGTERM")
  for (const child of children) if (child.exitCode === null) await once(child, "exit")
  rmSync(folder, { recursive: true, force: true })
}
