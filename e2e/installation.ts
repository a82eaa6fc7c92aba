import { spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { randomInt } from "node:crypto"
import { chownSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"

import { homeAt } from "#lib/kernel/home.ts"
import { removeEmbedded } from "#lib/storage/index.ts"

export const ROOT = path.resolve(import.meta.dirname, "..")

/** What a finished command left. */
export interface CommandResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Who runs an installation, and from which checkout. */
export interface Runner {
  readonly checkout: string
  /** A Node 24 that this user may execute. */
  readonly node: string
  /** Where homes are made. */
  readonly folder: string
  /** What the user has of its own in the environment. */
  readonly env: Readonly<Record<string, string>>
  /** Absent: this user. */
  readonly identity?: { readonly uid: number; readonly gid: number }
}

const THIS_USER: Runner = { checkout: ROOT, node: process.execPath, folder: tmpdir(), env: {} }

/** A real Caudal in a home of its own. */
export interface Installation {
  readonly home: string
  /** Where its sockets are: named after the home and the user who runs it. */
  readonly sockets: string
  readonly env: NodeJS.ProcessEnv
  readonly studioUrl: string
  readonly gatewayUrl: string
  /** Runs `caudal ...` as a user would. */
  caudal(args: readonly string[], options?: { cwd?: string; env?: NodeJS.ProcessEnv }): Promise<CommandResult>
  /** The same, expecting success; answers stdout parsed as JSON. */
  caudalJson<T>(args: readonly string[], options?: { cwd?: string }): Promise<T>
  /** Starts the launcher (again). */
  launch(): ChildProcess
  /** The same, and waits for its ready line. */
  start(): Promise<ChildProcess>
  stop(): Promise<void>
  remove(): Promise<void>
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once("error", () => resolve(false))
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)))
  })
}

/** A free port from a range that no other socket is given by itself, so that it stays free until it is used. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 30_000)
    if (await isFree(port)) return port
  }
}

function socketsOf(home: string, uid = process.getuid?.() ?? 0): string {
  return homeAt(home).sockets.replace(/caudal-\d+-/, `caudal-${uid}-`)
}

/** Runs a program to its end. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; uid?: number; gid?: number } = {},
): Promise<CommandResult> {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] })
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk))
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject)
    child.once("close", resolve)
  })
  return { code, stdout: Buffer.concat(out).toString("utf8"), stderr: Buffer.concat(err).toString("utf8") }
}

/** Waits for the launcher's ready line. @throws Error with all it said if it ends first. */
export async function waitForReady(child: ChildProcess, pattern = /^Caudal is ready/m): Promise<string> {
  let said = ""
  return await new Promise((resolve, reject) => {
    const collect = (chunk: Buffer) => {
      said += chunk.toString("utf8")
      if (pattern.test(said)) resolve(said)
    }
    child.stdout?.on("data", collect)
    child.stderr?.on("data", collect)
    child.once("close", (code) => reject(new Error(`npm start ended with ${code}:\n${said}`)))
  })
}

/** A new installation on free ports; nothing runs until `start`. */
export async function createInstallation(
  extra: Readonly<Record<string, string>> = {},
  { checkout, node, folder, env: own, identity }: Runner = THIS_USER,
): Promise<Installation> {
  const home = mkdtempSync(path.join(folder, "caudal-e2e-"))
  if (identity) chownSync(home, identity.uid, identity.gid)
  const [studio, studioTls, gateway] = [await freePort(), await freePort(), await freePort()]
  const env = {
    ...process.env,
    ...own,
    CAUDAL_HOME: path.join(home, "home"),
    XDG_CONFIG_HOME: path.join(home, "config"),
    PORT: String(studio),
    CAUDAL_STUDIO_TLS_PORT: String(studioTls),
    CAUDAL_GATEWAY_PORT: String(gateway),
    CAUDAL_URL: `http://127.0.0.1:${studio}`,
    CAUDAL_LOG_LEVEL: "info",
    ...extra,
  }
  let launcher: ChildProcess | null = null
  const installation: Installation = {
    home: env.CAUDAL_HOME,
    sockets: socketsOf(env.CAUDAL_HOME, identity?.uid),
    env,
    studioUrl: env.CAUDAL_URL,
    gatewayUrl: `https://localhost:${gateway}`,
    caudal: (args, options = {}) =>
      runCommand(node, [path.join(checkout, "bin/caudal"), ...args], {
        cwd: options.cwd ?? checkout,
        env: { ...env, ...options.env },
        ...identity,
      }),
    async caudalJson(args, options) {
      const result = await installation.caudal([...args, "-o", "json"], options)
      if (result.code !== 0)
        throw new Error(`caudal ${args.join(" ")} ended with ${result.code}:\n${result.stderr}${result.stdout}`)
      return JSON.parse(result.stdout)
    },
    launch() {
      launcher = spawn(node, ["bin/start.js"], {
        cwd: checkout,
        env,
        stdio: ["ignore", "pipe", "pipe"],
        ...identity,
      })
      return launcher
    },
    async start() {
      const child = installation.launch()
      await waitForReady(child)
      return child
    },
    async stop() {
      const child = launcher
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      child.kill("SIGTERM")
      await new Promise((resolve) => child.once("close", resolve))
    },
    async remove() {
      await installation.stop()
      await removeEmbedded(homeAt(env.CAUDAL_HOME))
      // Stored trees are read-only, and an ordinary user cannot take files out of a folder that is.
      await runCommand("chmod", ["-R", "u+w", home])
      for (const folder of [home, installation.sockets]) rmSync(folder, { recursive: true, force: true })
    },
  }
  return installation
}

/** The local authority's certificate, for callers of the gateway. */
export function localCa({ home }: Installation): string {
  return readFileSync(path.join(home, "tls/ca.pem"), "utf8")
}
