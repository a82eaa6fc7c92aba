import net from "node:net"

import { z } from "zod"

/**
 * A bound TCP socket that this process does not listen on.
 *
 * Node's public API always accepts where it binds. The launcher must hold the socket without ever taking a connection
 * from it, so that connections wait in the kernel while no gateway runs. `net._createServerHandle` is what `node:cluster`
 * uses for the same purpose.
 */
const createHandle = z
  .custom<(address: string, port: number, family: 4 | 6) => unknown>((value) => typeof value === "function")
  .parse(Reflect.get(net, "_createServerHandle"))

const handleSchema = z.custom<{ readonly fd: number; close(): void }>(
  (value) => typeof value === "object" && value !== null && "fd" in value && typeof value.fd === "number",
)

/** The public socket of the gateways: bound once, handed to each gateway process as a descriptor. */
export interface GatewaySocket {
  readonly fd: number
  close(): void
}

/**
 * Binds the gateways' address. A port that is taken shows only when somebody listens: see `requireFreePort`.
 *
 * @throws Error that names the setting when the address cannot be used.
 */
export function openGatewaySocket(host: string, port: number): GatewaySocket {
  const handle = createHandle(host, port, net.isIPv6(host) ? 6 : 4)
  const parsed = handleSchema.safeParse(handle)
  if (parsed.success) return parsed.data
  throw new Error(
    `Port ${port} on ${host} cannot be used for the gateway (error ${String(handle)}): another program may have it. Set CAUDAL_GATEWAY_PORT to a free one.`,
  )
}
