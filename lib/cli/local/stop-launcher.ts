import { setTimeout as sleep } from "node:timers/promises"

import { systemClock } from "#lib/kernel/clock.ts"
import type { Home } from "#lib/kernel/home.ts"

import { CliError } from "../errors.ts"

import { readLauncher } from "./read-launcher.ts"
import type { Launcher } from "./read-launcher.ts"

const POLL_MS = 200

interface StopOptions {
  readonly keepInstances: boolean
  readonly timeoutMs: number
}

function signalLauncher({ pid }: Launcher, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    throw new CliError(`The launcher (process ${pid}) belongs to another user; stop Caudal as that user.`, {
      cause: error,
    })
  }
}

/**
 * Tells the launcher of this home to drain and end, and waits until it has. What holds the home for another stop or for a
 * restore is waited for alone.
 *
 * @param options.keepInstances leaves models running (SIGUSR2), to be adopted by the next start
 * @returns whether there was one
 * @throws CliError when it still runs after `timeoutMs`
 */
export async function stopLauncher(home: Home, { keepInstances, timeoutMs }: StopOptions): Promise<boolean> {
  const launcher = readLauncher(home)
  if (launcher === undefined) return false
  // A stop, or a restore, that is under way must not be ended in its middle.
  if (launcher.busyWith === undefined) signalLauncher(launcher, keepInstances ? "SIGUSR2" : "SIGTERM")
  const endMs = systemClock.nowMs() + timeoutMs
  while (readLauncher(home)?.pid === launcher.pid) {
    if (systemClock.nowMs() > endMs) {
      throw new CliError(`The launcher (process ${launcher.pid}) still runs after ${timeoutMs / 1000} s.`, {
        next: "caudal status",
      })
    }
    await sleep(POLL_MS)
  }
  return true
}
