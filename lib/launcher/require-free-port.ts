import { createServer } from "node:net"
import { setTimeout as delay } from "node:timers/promises"

const REASONS = new Map([
  ["EADDRINUSE", "is taken by another program"],
  ["EACCES", "needs more rights than this user has"],
  ["EADDRNOTAVAIL", "is on an address that this machine does not have (CAUDAL_HOST)"],
])
const LOOK_MS = 100

interface PortOptions {
  /** How long a port that is taken may take to become free: children of a launcher that was killed end a moment later. */
  readonly waitMs?: number
}

/** Checks that a port can be listened on. @throws Error that says why not and names the setting to change. */
export async function requireFreePort(
  host: string,
  port: number,
  setting: string,
  { waitMs = 0 }: PortOptions = {},
): Promise<void> {
  if (port === 0) return
  for (let leftMs = waitMs; ; leftMs -= LOOK_MS) {
    const code = await tryPort(host, port)
    if (code === null) return
    if (code !== "EADDRINUSE" || leftMs <= 0) {
      const reason = REASONS.get(code) ?? `cannot be used (${code})`
      throw new Error(`Port ${port} on ${host} ${reason}. Set ${setting} to a free one.`)
    }
    await delay(LOOK_MS)
  }
}

/** Listens for a moment. Answers the code of the error, or null. */
async function tryPort(host: string, port: number): Promise<string | null> {
  return await new Promise((resolve) => {
    const probe = createServer()
    probe.once("error", (error) => resolve("code" in error ? String(error.code) : error.message))
    probe.listen(port, host, () => probe.close(() => resolve(null)))
  })
}
