import { createServer as createPlainServer } from "node:http"
import type { IncomingMessage, Server, ServerResponse } from "node:http"
import { createServer as createTlsServer } from "node:https"
import { Server as NetServer } from "node:net"

import { answerBrokenRequest } from "./answer-broken-request.ts"
import type { GatewayContext } from "./call.ts"
import { handle } from "./handle.ts"

/** A server certificate with its chain and its key, both as PEM. */
export interface TlsMaterial {
  readonly cert: string
  readonly key: string
}

/** A gateway that answers on a listening socket. */
export interface GatewayServer {
  readonly server: Server
  /** Puts a renewed certificate in force for new connections. */
  renewTls(material: TlsMaterial): void
  /** Stops accepting, lets what is in flight finish, closes idle connections. Settles when all is over, or after `drainMs`. */
  drain(): Promise<void>
}

/** Makes the server of the data plane; the caller makes it listen. Without `tls` it speaks plain HTTP. */
export function createGatewayServer(context: GatewayContext, tls?: TlsMaterial): GatewayServer {
  const { limits } = context
  const options = {
    maxHeaderSize: limits.requestHeadBytesMax,
    headersTimeout: limits.requestHeadMs,
    // Bodies have a rate of their own (`body-budget.ts`), so that a large one may take its time.
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(1000, limits.requestHeadMs),
    keepAliveTimeout: limits.keepAliveMs,
    keepAliveTimeoutBuffer: limits.keepAliveGraceMs,
    requireHostHeader: false,
    noDelay: true,
  }
  const secure =
    tls === undefined ? undefined : createTlsServer({ ...options, ...tls, ...tlsOptions(limits.tlsHandshakeMs) })
  const server = secure ?? createPlainServer(options)
  // Node drops headers over its limit in silence; `handle` counts them and refuses.
  server.maxHeadersCount = 0
  server.maxConnections = limits.connectionsMax
  server.on("request", (req, res) => handle(context, req, res, false))
  server.on("checkContinue", (req: IncomingMessage, res: ServerResponse) => handle(context, req, res, true))
  server.on("clientError", answerBrokenRequest)
  return {
    server,
    renewTls: (material) => secure?.setSecureContext({ ...material, ...tlsOptions(limits.tlsHandshakeMs) }),
    drain: () => drain(server, context),
  }
}

/**
 * From now on every answer says `Connection: close`. Connections that are idle stay a moment longer: a caller that sends
 * steadily is told with its next answer and none is cut while its request travels.
 */
async function drain(server: Server, context: GatewayContext): Promise<void> {
  const { drainIdleMs, drainMs } = context.limits
  context.isDraining = true
  await new Promise<void>((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), drainIdleMs)
    const end = setTimeout(() => server.closeAllConnections(), drainMs)
    // Not http.Server's own close: it would cut idle connections at once.
    NetServer.prototype.close.call(server, () => {
      clearInterval(idle)
      clearTimeout(end)
      resolve()
    })
  })
}

function tlsOptions(handshakeTimeout: number) {
  return { handshakeTimeout, minVersion: "TLSv1.2", ALPNProtocols: ["http/1.1"] } as const
}
