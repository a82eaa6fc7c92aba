import type { Duplex } from "node:stream"

import type { ErrorDefinition } from "#lib/kernel/errors.ts"

import { gatewayErrors } from "./errors.ts"

const BY_CODE: Readonly<Record<string, ErrorDefinition>> = {
  HPE_HEADER_OVERFLOW: gatewayErrors.headTooLarge,
  ERR_HTTP_REQUEST_TIMEOUT: gatewayErrors.slowRequest,
}

/** Answers what the HTTP parser could not read, straight on the socket, and closes it: nothing behind it can be trusted. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  // An answer that is under way on this connection must not get another one written into it.
  if (error.code === "ECONNRESET" || !socket.writable || Boolean(Reflect.get(socket, "_httpMessage"))) {
    socket.destroy()
    return
  }
  const definition = BY_CODE[error.code ?? ""] ?? gatewayErrors.badRequest
  const body = JSON.stringify({ error: { code: definition.code, message: definition.cause, details: [] } })
  const lines = [
    "HTTP/1.1 " + definition.status + " Refused",
    "content-type: application/json",
    "content-length: " + Buffer.byteLength(body),
    "connection: close",
  ]
  socket.end(lines.join("\r\n") + "\r\n\r\n" + body)
  // The caller's end of the connection is closed for it too, whether it reads the answer or not.
  socket.on("error", () => socket.destroy())
  setTimeout(() => socket.destroy(), 1000).unref()
}
