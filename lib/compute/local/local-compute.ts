import { mkdirSync } from "node:fs"

import { AppError } from "#lib/kernel/errors.ts"
import { ensurePrivateFolder } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"

import type { Compute } from "../compute.ts"
import { computeErrors } from "../errors.ts"
import { findBwrap } from "./find-bwrap.ts"
import { findControlGroups } from "./find-control-groups.ts"
import { findPython } from "./find-python.ts"
import { readInstanceLogs } from "./logs.ts"
import { observeInstances } from "./observe.ts"
import { readHostLayout } from "./read-host-layout.ts"
import { removeInstance } from "./remove.ts"
import type { LocalMachine } from "./spec.ts"
import { startInstance } from "./start.ts"
import { readInstanceStats } from "./stats.ts"
import { stopInstance } from "./stop.ts"

/** Settings of the local driver; all are for tests, an installation uses none. */
export interface LocalComputeOptions {
  /** What the machine has, instead of looking. */
  readonly machine?: Partial<LocalMachine>
  readonly logSegmentBytes?: number
  readonly logSegments?: number
  readonly controllerGraceS?: number
  readonly startTimeoutMs?: number
}

/** Instances as processes of this machine: each with a shim, in a sandbox where there is one. */
export function createLocalCompute(home: Home, options: LocalComputeOptions = {}): Compute {
  const { machine: known = {}, ...overrides } = options
  const machine = lazily(() => lookAtMachine(home, known))
  const places = { ...overrides, instancesFolder: home.instances, socketsFolder: home.sockets }
  return {
    driver: "local",
    start: async (spec) => {
      ensurePrivateFolder(home.sockets)
      mkdirSync(home.instances, { recursive: true, mode: 0o700 })
      return await startInstance(places, await machine(), spec)
    },
    observe: () => observeInstances(places),
    stop: (handle, { graceS }) => stopInstance(handle, graceS),
    remove: removeInstance,
    logs: readInstanceLogs,
    stats: readInstanceStats,
  }
}

async function lookAtMachine(home: Home, known: Partial<LocalMachine>): Promise<LocalMachine> {
  if (process.platform !== "linux") {
    throw new AppError(computeErrors.unsupportedHost, `Local instances need Linux; this is ${process.platform}.`)
  }
  const [python, sandbox] = await Promise.all([known.python ?? findPython(), known.sandbox ?? findBwrap(home.tools)])
  return {
    python,
    sandbox,
    controlGroups: known.controlGroups === undefined ? findControlGroups() : known.controlGroups,
    layout: known.layout ?? readHostLayout(),
  }
}

/** Asks once and remembers the answer; a failure is asked again. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined
      throw error
    })
    return made
  }
}
