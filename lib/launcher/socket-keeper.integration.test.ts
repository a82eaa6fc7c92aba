import { spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { randomInt } from "node:crypto"
import { once } from "node:events"
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { get } from "node:http"
import { connect, createServer } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"

import { afterEach, beforeEach, expect, test, vi } from "vitest"

import { findPython } from "#lib/compute/index.ts"
import { inheritEnv } from "#lib/kernel/env.ts"
import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"

import { attachToKeeper } from "./attach-to-keeper.ts"
import { keepCommand } from "./keeper-commands.ts"
import type { KeeperSettings } from "./keeper-commands.ts"
import { requireFreePort } from "./require-free-port.ts"

/**
 * The promise of the keeper: whatever is killed, a caller of the gateway's port waits and is answered. A real launcher
 * with a real gateway, which knows no endpoint: any answer of its shows that it was reached.
 */

const PATIENCE = { timeout: 30_000, interval: 10 }
const HOST = "127.0.0.1"
let home: Home
let port: number

beforeEach(async () => {
  home = homeAt(mkdtempSync(path.join(tmpdir(), "caudal-keeper-")))
  port = await freePort()
})
afterEach(() => {
  for (const pid of findProcesses("")) killQuietly(pid)
  for (const folder of [home.root, home.sockets]) rmSync(folder, { recursive: true, force: true })
})

/** A free port from a range that no other socket is given by itself. */
async function freePort(): Promise<number> {
  for (;;) {
    const candidate = randomInt(10_000, 30_000)
    const isFree = await requireFreePort(HOST, candidate, "PORT").then(
      () => true,
      () => false,
    )
    if (isFree) return candidate
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return ""
  }
}

/** Pids of this test's processes whose command line holds `text`: they name the home, or its folder of sockets. */
function findProcesses(text: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(`/proc/${pid}/cmdline`).includes(text))
    .filter((pid) =>
      [home.root, home.sockets].some(
        (own) => read(`/proc/${pid}/environ`).includes(own) || read(`/proc/${pid}/cmdline`).includes(own),
      ),
    )
    .map(Number)
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL")
  } catch {
    // It was just ending.
  }
}

const keepers = () => findProcesses("keep\0")
const gateways = () => findProcesses("processes/gateway.ts")

async function killAll(pids: readonly number[]): Promise<void> {
  expect(pids.length).toBeGreaterThan(0)
  for (const pid of pids) process.kill(pid, "SIGKILL")
  await vi.waitFor(() => expect(findProcesses("").filter((pid) => pids.includes(pid))).toEqual([]), PATIENCE)
}

/** Starts a launcher. @throws Error with its words when it ends instead. */
async function launch(over: Record<string, string> = {}): Promise<ChildProcess> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "testing/bare-launcher.ts")], {
    env: {
      ...inheritEnv(),
      CAUDAL_HOME: home.root,
      CAUDAL_HOST: HOST,
      CAUDAL_GATEWAY_PORT: String(port),
      CAUDAL_TLS: "off",
      CAUDAL_LOG_LEVEL: "fatal",
      DATABASE_URL: "",
      ...over,
    },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let said = ""
  child.stderr.on("data", (chunk) => (said += String(chunk)))
  await Promise.race([once(child.stdout, "data"), once(child, "close").then(() => Promise.reject(new Error(said)))])
  return child
}

async function stop(child: ChildProcess): Promise<number | null> {
  child.kill("SIGTERM")
  await once(child, "exit")
  return child.exitCode
}

/** One request on a connection of its own. Answers the status, or the code of what went wrong. */
function ask(to = port, onConnect = () => {}): Promise<string> {
  return new Promise((resolve) => {
    const call = get({ host: HOST, port: to, agent: false, path: "/endpoints/none/score" }, (response) => {
      response.resume().on("end", () => resolve(String(response.statusCode)))
    })
    call.on("socket", (socket) => socket.once("connect", onConnect))
    call.on("error", (error) => resolve("code" in error ? String(error.code) : error.message))
  })
}

/** Callers who ask again as soon as they are answered, each on a new connection. */
function startCallers(count: number) {
  const outcomes = new Map<string, number>()
  let isOver = false
  const loops = Array.from({ length: count }, async () => {
    while (!isOver) {
      const outcome = await ask()
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
  })
  const total = () => [...outcomes.values()].reduce((sum, one) => sum + one, 0)
  return {
    outcomes,
    async answeredAgain() {
      const goal = total() + 10 * count
      await vi.waitFor(() => expect(total()).toBeGreaterThan(goal), PATIENCE)
    },
    async end() {
      isOver = true
      await Promise.all(loops)
    },
  }
}

test("callers who come between a kill -9 of the launcher and the second start wait, and are all answered", async () => {
  const first = await launch()
  const answer = await ask()
  expect(answer).toMatch(/^\d{3}$/)
  const callers = startCallers(4)
  await callers.answeredAgain()
  const [keeper, old] = [keepers(), gateways()]
  first.kill("SIGKILL")
  await vi.waitFor(() => expect(gateways().filter((pid) => old.includes(pid))).toEqual([]), PATIENCE)

  let connected = 0
  let answered = 0
  const meanwhile = Array.from({ length: 50 }, async () => {
    const outcome = await ask(port, () => connected++)
    answered++
    return outcome
  })
  await vi.waitFor(() => expect(connected).toBe(50), PATIENCE)
  expect(answered).toBe(0)

  const second = await launch()
  expect(new Set(await Promise.all(meanwhile))).toEqual(new Set([answer]))
  await callers.answeredAgain()
  await callers.end()
  expect([...callers.outcomes.keys()]).toEqual([answer])
  expect(keepers()).toEqual(keeper)
  expect(await stop(second)).toBe(0)
})

test("a keeper that is killed is replaced by one with the same socket: callers notice nothing, then nor later", async () => {
  const launcher = await launch()
  const answer = await ask()
  const callers = startCallers(4)
  await callers.answeredAgain()
  const before = keepers()
  await killAll(before)
  await vi.waitFor(() => expect(keepers()).toHaveLength(1), PATIENCE)
  await callers.answeredAgain()
  expect([...callers.outcomes.keys()]).toEqual([answer])

  // The next gateway gets its socket from the next keeper: only what was in flight on the killed one is lost.
  await killAll(gateways())
  await callers.answeredAgain()
  await callers.end()
  const failed = [...callers.outcomes].filter(([outcome]) => outcome !== answer)
  expect(failed.map(([outcome]) => outcome)).not.toContain("ECONNREFUSED")
  expect(failed.reduce((sum, [, count]) => sum + count, 0)).toBeLessThanOrEqual(4)
  expect(await stop(launcher)).toBe(0)
})

test("after keeper and gateway were killed together both are there again", async () => {
  const launcher = await launch()
  await killAll([...keepers(), ...gateways()])
  await vi.waitFor(async () => expect(await ask()).toMatch(/^\d{3}$/), PATIENCE)
  expect(keepers()).toHaveLength(1)
  expect(await stop(launcher)).toBe(0)
})

test("a start with another address gives the old one up", async () => {
  const first = await launch()
  const old = keepers()
  await killAll([first.pid ?? 0])
  const other = await freePort()
  const second = await launch({ CAUDAL_GATEWAY_PORT: String(other) })
  expect(await ask(other)).toMatch(/^\d{3}$/)
  expect(await ask(port)).toBe("ECONNREFUSED")
  expect(keepers()).toHaveLength(1)
  expect(keepers()).not.toEqual(old)
  expect(await stop(second)).toBe(0)
})

test("a graceful stop leaves no process and no socket, and the port is refused", async () => {
  const launcher = await launch()
  const pid = launcher.pid ?? 0
  expect(keepers()).toHaveLength(1)
  expect(await stop(launcher)).toBe(0)
  await vi.waitFor(() => expect(findProcesses("").filter((one) => one !== pid)).toEqual([]), PATIENCE)
  expect(existsSync(home.socketKeeper)).toBe(false)
  expect(await ask()).toBe("ECONNREFUSED")
})

test("a port of another program is named with its setting; nothing is left behind", async () => {
  const other = createServer().listen(port, HOST)
  await once(other, "listening")
  await expect(launch()).rejects.toThrow(
    `Port ${port} on ${HOST} is taken by another program. Set CAUDAL_GATEWAY_PORT to a free one.`,
  )
  await expect(launch({ CAUDAL_HOST: "192.0.2.1" })).rejects.toThrow("CAUDAL_HOST")
  expect(keepers()).toEqual([])
  await new Promise((resolve) => other.close(resolve))
})

async function keeperSettings(over: Partial<KeeperSettings> = {}): Promise<KeeperSettings> {
  for (const folder of [home.sockets, home.logs]) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const logFile = path.join(home.logs, "keeper.log")
  return {
    python: await findPython(),
    controlSocket: home.socketKeeper,
    logFile,
    host: HOST,
    port,
    aloneS: 60,
    ...over,
  }
}

function keep(settings: KeeperSettings): ChildProcess {
  const [python = "", ...args] = keepCommand(settings)
  return spawn(python, args, { stdio: ["ignore", "ignore", "pipe"] })
}

test("a second keeper ends and leaves the control socket to the first", async () => {
  const settings = await keeperSettings()
  keep(settings)
  await vi.waitFor(async () => expect(await attachToKeeper(home.socketKeeper)).not.toBeNull(), PATIENCE)
  const second = keep({ ...settings, port: await freePort() })
  let said = ""
  second.stderr?.on("data", (chunk) => (said += String(chunk)))
  await once(second, "close")
  expect([second.exitCode, said.trim()]).toEqual([1, `another keeper answers at ${home.socketKeeper}`])
  const link = await attachToKeeper(home.socketKeeper)
  expect(link).toMatchObject({ port })
  await link?.end()
})

test("a keeper that ends leaves the control socket that another has made meanwhile", async () => {
  const settings = await keeperSettings()
  const keeper = keep(settings)
  await vi.waitFor(async () => expect(await attachToKeeper(home.socketKeeper)).not.toBeNull(), PATIENCE)
  const link = await attachToKeeper(home.socketKeeper)
  rmSync(home.socketKeeper)
  const other = createServer().listen(home.socketKeeper)
  await once(other, "listening")
  await link?.end()
  await vi.waitFor(() => expect(keeper.exitCode).toBe(0), PATIENCE)
  expect(existsSync(home.socketKeeper)).toBe(true)
  await new Promise((resolve) => other.close(resolve))
})

test("a keeper whose launcher does not come back gives the port up, so that callers do not hang for ever", async () => {
  const settings = await keeperSettings({ aloneS: 0.5 })
  const keeper = keep(settings)
  await vi.waitFor(() => expect(existsSync(home.socketKeeper)).toBe(true), PATIENCE)
  const launcher = connect(home.socketKeeper)
  launcher.write("attach\n")
  await once(launcher, "data")
  const waiting = ask()
  launcher.destroy()
  await once(keeper, "exit")
  expect(keeper.exitCode).toBe(0)
  expect(await waiting).toBe("ECONNRESET")
  expect(await ask()).toBe("ECONNREFUSED")
  expect(read(settings.logFile)).toContain("No launcher came for 0.5 s")
  expect(existsSync(home.socketKeeper)).toBe(false)
})
