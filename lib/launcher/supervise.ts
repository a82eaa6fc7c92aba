import { spawn } from "node:child_process"
import type { ChildProcess, Serializable } from "node:child_process"
import { setTimeout as delay } from "node:timers/promises"

import { backoffMs } from "#lib/kernel/backoff.ts"
import type { Logger } from "#lib/kernel/log.ts"

import type { RotatingFile } from "./rotating-file.ts"

const RESTART_BACKOFF = { firstMs: 50, maxMs: 10_000 }
/** A child that ran this long starts its back-off afresh. */
const STABLE_MS = 30_000
const TAIL_BYTES = 4096

interface ChildSpec {
  readonly name: string
  readonly script: string
  readonly args?: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** What comes before the command, for a program that does something first and then becomes it. */
  readonly prefix?: readonly string[]
  readonly logFile: RotatingFile
  readonly log: Logger
  /** Shows the child's output in this terminal as well. */
  readonly isVerbose?: boolean
}

/** A child process that is kept alive. */
export interface Supervised {
  readonly name: string
  /** Resolves at its first ready; rejects when it ends before that, with the last of its output. */
  readonly ready: Promise<void>
  /** Ends it and does not start it again: SIGTERM, then SIGKILL after `graceMs`. */
  stop(graceMs: number): Promise<void>
  /** Tells it something, if it runs and has said that it is ready. Answers whether it was told. */
  send(message: Serializable): boolean
}

/** Starts a process of ours under this Node and starts it again, with back-off, whenever it ends. */
export function supervise(spec: ChildSpec): Supervised {
  let child: ChildProcess | null = null
  let isReady = false
  let isStopping = false
  let tail = Buffer.alloc(0)
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>()

  function collect(chunk: Buffer): void {
    spec.logFile.write(chunk)
    tail = Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES)
    if (spec.isVerbose) process.stderr.write(chunk)
  }

  async function runOnce(): Promise<void> {
    const node = [process.execPath, "--disable-warning=ExperimentalWarning", spec.script, ...(spec.args ?? [])]
    const [command = "", ...args] = [...(spec.prefix ?? []), ...node]
    // Descriptor 3 is free for what a prefix opens; the channel comes after it.
    const running = spawn(command, args, { env: spec.env, stdio: ["ignore", "pipe", "pipe", "ignore", "ipc"] })
    child = running
    running.stdout?.on("data", collect)
    running.stderr?.on("data", collect)
    running.on("message", (message) => {
      if (message === null || typeof message !== "object" || !("type" in message) || message.type !== "ready") return
      isReady = true
      resolve()
    })
    await new Promise<void>((done) => {
      running.once("error", (error) => {
        collect(Buffer.from(`${error.message}\n`))
        done()
      })
      running.once("close", () => done())
    })
    child = null
    isReady = false
  }

  async function keepAlive(): Promise<void> {
    for (let attempt = 1; !isStopping; attempt++) {
      const startedAt = performance.now()
      await runOnce()
      if (isStopping) return
      reject(new Error(`The ${spec.name} ended while it started. Its last words:\n${tail.toString("utf8").trim()}`))
      if (performance.now() - startedAt > STABLE_MS) attempt = 1
      const waitMs = backoffMs(attempt, RESTART_BACKOFF)
      spec.log.warn({ child: spec.name, waitMs }, "A process ended and is started again")
      await delay(waitMs)
    }
  }

  // Whoever waits for `ready` hears of a failure; nobody has to.
  ready.catch(() => undefined)
  const ended = keepAlive()
  return {
    name: spec.name,
    ready,
    async stop(graceMs) {
      isStopping = true
      const running = child
      if (!running) return
      running.kill("SIGTERM")
      const force = setTimeout(() => running.kill("SIGKILL"), graceMs)
      await ended
      clearTimeout(force)
    },
    send(message) {
      if (!isReady || child?.connected !== true) return false
      // It may end this very moment; who waits for an effect sees that there is none.
      child.send(message, () => undefined)
      return true
    },
  }
}
