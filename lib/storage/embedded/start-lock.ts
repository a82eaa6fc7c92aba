import { createHash } from "node:crypto"
import { rmSync } from "node:fs"
import { createConnection, createServer } from "node:net"
import type { Server } from "node:net"
import path from "node:path"
import { setTimeout as delay } from "node:timers/promises"

import type { Place } from "./place.ts"

const RETRY_MS = 50

/**
 * The address whose binding is the lock: the kernel frees it when the holder dies in any way. Linux has names outside
 * the file system; elsewhere it is a file.
 */
function lockAddress(place: Place): string {
  const tag = createHash("sha256").update(place.data).digest("hex").slice(0, 32)
  return process.platform === "linux" ? `\0caudal-postgres-${tag}` : path.join(place.sockets, "start.lock")
}

function tryBind(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once("error", (error) => {
      if ("code" in error && error.code === "EADDRINUSE") resolve(undefined)
      else reject(error)
    })
    server.listen({ path: address }, () => resolve(server))
  })
}

function isHeld(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ path: address })
    socket.once("connect", () => {
      socket.destroy()
      resolve(true)
    })
    socket.once("error", () => resolve(false))
  })
}

/** Runs `work` while no other process starts or stops the same server. Waits for its turn. */
export async function withStartLock<T>(place: Place, work: () => Promise<T>): Promise<T> {
  const address = lockAddress(place)
  let server = await tryBind(address)
  while (!server) {
    // A lock file outlives its process; a Linux name does not.
    if (!address.startsWith("\0") && !(await isHeld(address))) rmSync(address, { force: true })
    else await delay(RETRY_MS)
    server = await tryBind(address)
  }
  const held = server
  try {
    return await work()
  } finally {
    await new Promise<void>((resolve) => held.close(() => resolve()))
  }
}
