import { connect } from "node:net"
import type { Socket } from "node:net"
import { setTimeout as delay } from "node:timers/promises"

import { z } from "zod"

const ANSWER_MS = 5000
const END_MS = 2000
const LATE = Symbol("no answer in time")

const answerSchema = z.object({ pid: z.int().positive(), host: z.string(), port: z.int() })

/** A launcher's connection to the keeper of the public socket. While it is open the keeper stays. */
export interface KeeperLink extends z.infer<typeof answerSchema> {
  /** Resolves when the keeper has ended. */
  readonly ended: Promise<void>
  /** Ends the keeper: from now on the port is refused, unless a gateway still listens. */
  end(): Promise<void>
}

/**
 * Connects to the keeper whose control socket is at `controlSocket`.
 *
 * @returns null when none lives.
 * @throws Error when one lives and does not answer.
 */
export async function attachToKeeper(controlSocket: string): Promise<KeeperLink | null> {
  const socket = await connected(controlSocket)
  if (socket === null) return null
  const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()))
  // Stays, too: a socket that nobody reads never tells that it is closed.
  const answered = new Promise<string>((resolve) => socket.on("data", (chunk) => resolve(String(chunk))))
  socket.write("attach\n")
  const answer = await Promise.race([answered, ended, delay(ANSWER_MS, LATE, { ref: false })])
  if (answer === undefined) return null
  if (answer === LATE) {
    socket.destroy()
    throw new Error(
      `The process that keeps the gateway's port (socket_keeper.py ${controlSocket}) does not answer. End it and start again.`,
    )
  }
  const { pid, host, port } = answerSchema.parse(JSON.parse(answer))
  return {
    pid,
    host,
    port,
    ended,
    async end() {
      socket.write("end\n")
      if ((await Promise.race([ended, delay(END_MS, LATE, { ref: false })])) === LATE) killQuietly(pid)
      await ended
    },
  }
}

function connected(controlSocket: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(controlSocket)
    socket.once("connect", () => resolve(socket))
    // Stays for the socket's life: a keeper that is killed resets the connection, which `close` then tells.
    socket.on("error", () => resolve(null))
  })
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL")
  } catch {
    // It ended meanwhile.
  }
}
