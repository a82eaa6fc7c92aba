import { request } from "node:http"
import type { Agent, IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http"
import { connect } from "node:net"

import { TEST_KEY } from "./test-gateway.ts"

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

interface SendOptions {
  readonly path?: string
  readonly method?: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Buffer
  readonly agent?: Agent
}

/** Sends a request with the test key to `/endpoints/diabetes/score` (or `path`) and reads the whole answer. */
export function send(
  port: number,
  { path, method = "POST", headers = {}, body, agent }: SendOptions = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = request({
      host: "127.0.0.1",
      port,
      method,
      path: path ?? "/endpoints/diabetes/score",
      headers: { authorization: "Bearer " + TEST_KEY, ...headers },
      ...(agent === undefined ? {} : { agent }),
    })
    req.on("error", reject)
    req.on("response", (res) => {
      const chunks: Buffer[] = []
      res.on("data", (chunk: Buffer) => chunks.push(chunk))
      res.on("error", reject)
      res.on("end", () => {
        resolve({ status: res.statusCode ?? 0, headers: res.headers, text: Buffer.concat(chunks).toString("utf8") })
      })
    })
    req.end(body)
  })
}

/** Sends bytes as they are and returns everything until the gateway closes, or until `isEnough` says so. */
export function sendRaw(
  port: number,
  bytes: string,
  isEnough: (text: string) => boolean = () => false,
): Promise<string> {
  return new Promise((resolve) => {
    let text = ""
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes, "latin1"))
    socket.on("data", (data) => {
      text += data.toString("latin1")
      if (isEnough(text)) socket.destroy()
    })
    socket.on("error", () => undefined)
    socket.on("close", () => resolve(text))
  })
}
