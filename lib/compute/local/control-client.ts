import { connect } from "node:net"
import type { Socket } from "node:net"

import { z } from "zod"

const REPLY_BYTES_MAX = 16_384

const replySchema = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    pid: z.number().int(),
    child_pid: z.number().int(),
    rss_bytes: z.number().optional(),
    memory_bytes: z.number().optional(),
    memory_limit_bytes: z.number().nullish(),
    cpu_seconds: z.number().optional(),
    processes: z.number().optional(),
  }),
  z.object({ ok: z.literal(false), error: z.string() }),
])

/** What a shim answers on its control socket. */
export type ShimReply = z.infer<typeof replySchema>

/** A question to a shim. The nonce shows that the asker is the one who started it. */
export type ShimRequest =
  | { readonly op: "ping"; readonly nonce: string; readonly brief?: boolean }
  | { readonly op: "stop"; readonly nonce: string; readonly grace_s: number }

/** A conversation with one shim; it ends when the shim does. */
export interface ShimConversation extends Disposable {
  /** Null when the shim does not answer in time or ends. */
  ask(request: ShimRequest, timeoutMs: number): Promise<ShimReply | null>
  /** Resolves when the shim has ended or hung up. */
  readonly ended: Promise<void>
}

/** Connects to a control socket; null when nobody listens there. */
export async function openConversation(socketPath: string): Promise<ShimConversation | null> {
  const socket = await connected(socketPath)
  if (socket === null) return null
  const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()))
  return {
    ended,
    ask: (request, timeoutMs) => ask(socket, request, timeoutMs),
    [Symbol.dispose]: () => socket.destroy(),
  }
}

/** One question and its answer. */
export async function askShim(socketPath: string, request: ShimRequest, timeoutMs: number): Promise<ShimReply | null> {
  using conversation = await openConversation(socketPath)
  return conversation === null ? null : await conversation.ask(request, timeoutMs)
}

function connected(socketPath: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(socketPath)
    socket.once("connect", () => resolve(socket))
    // Stays for the socket's life: a shim that dies resets the connection, which `close` then tells.
    socket.on("error", () => resolve(null))
  })
}

function ask(socket: Socket, request: ShimRequest, timeoutMs: number): Promise<ShimReply | null> {
  return new Promise((resolve) => {
    let text = ""
    const finish = (reply: ShimReply | null) => {
      clearTimeout(timer)
      socket.off("data", onData).off("close", onClose)
      resolve(reply)
    }
    const onClose = () => finish(null)
    const onData = (chunk: Buffer) => {
      text += chunk.toString("utf8")
      const end = text.indexOf("\n")
      if (end >= 0) finish(parseReply(text.slice(0, end)))
      else if (text.length > REPLY_BYTES_MAX) finish(null)
    }
    const timer = setTimeout(() => finish(null), timeoutMs)
    socket.on("data", onData).once("close", onClose)
    socket.write(`${JSON.stringify(request)}\n`)
  })
}

function parseReply(line: string): ShimReply | null {
  try {
    const parsed = replySchema.safeParse(JSON.parse(line))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
