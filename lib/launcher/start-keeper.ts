import { spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { once } from "node:events"
import { setTimeout as delay } from "node:timers/promises"

import { BARE_ENV } from "#lib/kernel/env.ts"

import { attachToKeeper } from "./attach-to-keeper.ts"
import type { KeeperLink } from "./attach-to-keeper.ts"
import { keepCommand } from "./keeper-commands.ts"
import type { KeeperSettings } from "./keeper-commands.ts"

const START_MS = 10_000
const LOOK_MS = 10

/**
 * Starts a keeper that binds the public address, and connects to it.
 *
 * @throws Error that names the setting when the address cannot be used.
 */
export async function startKeeper(settings: KeeperSettings): Promise<KeeperLink> {
  const { controlSocket, host, port } = settings
  const [python = "", ...args] = keepCommand(settings)
  // An own session and no environment of ours: it goes on when this process ends, and holds none of its secrets.
  const child = spawn(python, args, {
    detached: true,
    env: BARE_ENV,
    stdio: ["ignore", "ignore", "pipe"],
    cwd: "/",
  })
  const ending = new AbortController()
  const why = lastWords(child).finally(() => ending.abort())
  const link = await waitForKeeper(controlSocket, AbortSignal.any([ending.signal, AbortSignal.timeout(START_MS)]))
  child.stderr?.destroy()
  child.unref()
  if (link?.host === host && link.port === port) return link
  const reason = ending.signal.aborted ? await why : `its keeper did not answer within ${START_MS / 1000} s`
  child.kill("SIGKILL")
  throw new Error(
    `Port ${port} on ${host} cannot be used for the gateway: ${reason}. Set CAUDAL_GATEWAY_PORT to a free one.`,
  )
}

/** Connects to a keeper that is just starting. Null when there is none at `signal`; then it looks once more. */
export async function waitForKeeper(controlSocket: string, signal: AbortSignal): Promise<KeeperLink | null> {
  for (;;) {
    const isLast = signal.aborted
    const link = await attachToKeeper(controlSocket)
    if (link !== null || isLast) return link
    await delay(LOOK_MS, undefined, { signal }).catch(() => undefined)
  }
}

async function lastWords(child: ChildProcess): Promise<string> {
  let said = ""
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    said += chunk
  })
  try {
    const [code] = await once(child, "close")
    return said.trim() || `its keeper ended with ${String(code)}`
  } catch (error) {
    return String(error)
  }
}
