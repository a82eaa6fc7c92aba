import { mkdtemp, rm } from "node:fs/promises"
import type { RequestListener, Server } from "node:http"
import { createServer } from "node:http"
import type { AddressInfo, Server as NetServer } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"

import { sha256Hex } from "#lib/kernel/json.ts"

import type { GatewayContext } from "../call.ts"
import { createGatewayContext } from "../create-gateway.ts"
import { DEFAULT_LIMITS } from "../limits.ts"
import type { GatewayLimits } from "../limits.ts"
import type { Route, RouteDeployment } from "../route-schema.ts"
import { createGatewayServer } from "../server.ts"
import type { GatewayServer } from "../server.ts"

export const TEST_KEY = "test-key-0123456789"

/** A real gateway on a free port, with real servers on Unix sockets that stand for instances. Dispose when done. */
export interface TestGateway extends AsyncDisposable {
  readonly context: GatewayContext
  readonly gateway: GatewayServer
  readonly port: number
  readonly folder: string
  /** Puts a route in force, as the next version. */
  route(route: Route): void
  /** An instance that answers with `listener`. */
  instance(name: string, listener: RequestListener): Promise<Server>
  /** Listens with any server on the socket of instance `name`. */
  listen(name: string, server: NetServer): Promise<void>
  socketOf(name: string): string
}

let requestNumber = 0

export async function startTestGateway(limits: Partial<GatewayLimits> = {}): Promise<TestGateway> {
  const folder = await mkdtemp(path.join(tmpdir(), "gw-"))
  const context = createGatewayContext({
    limits: { ...DEFAULT_LIMITS, ...limits },
    hostSuffix: ".local.inference.localhost",
    ports: {
      pickRandom: Math.random,
      spreadRandom: Math.random,
      nowMs: () => Date.now(),
      newRequestId: () => "request-" + ++requestNumber,
      log: { warn: () => undefined, error: (fields) => process.stderr.write(JSON.stringify(fields) + "\n") },
    },
  })
  const gateway = createGatewayServer(context)
  await new Promise<void>((resolve) => gateway.server.listen(0, "127.0.0.1", resolve))
  const servers: NetServer[] = []
  const socketOf = (name: string) => path.join(folder, name)
  const listen = (name: string, server: NetServer) => {
    servers.push(server)
    return new Promise<void>((resolve) => server.listen(socketOf(name), resolve))
  }
  let version = 0
  return {
    context,
    gateway,
    folder,
    port: portOf(gateway.server.address()),
    socketOf,
    listen,
    route(route) {
      version++
      for (const state of context.table.apply({ version, endpointId: route.endpointId, route }))
        context.slots.wake(state)
      context.table.confirm(version, Date.now())
    },
    async instance(name, listener) {
      const server = createServer({ keepAliveTimeout: 75_000 }, listener)
      await listen(name, server)
      return server
    },
    async [Symbol.asyncDispose]() {
      gateway.server.closeAllConnections()
      gateway.server.close()
      for (const server of servers) {
        if ("closeAllConnections" in server && typeof server.closeAllConnections === "function")
          server.closeAllConnections()
        server.close()
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("The test gateway has no port.")
  return address.port
}

/** A deployment with one instance per socket. */
export function deployment(
  name: string,
  sockets: readonly string[],
  over: Partial<RouteDeployment> = {},
): RouteDeployment {
  return {
    id: "dep_" + name,
    name,
    generation: 1,
    requestTimeoutMs: 5000,
    maxConcurrentRequestsPerInstance: 1,
    maxQueueWaitMs: 500,
    instances: sockets.map((socket, i) => ({ id: "ins_" + name + i, socket })),
    ...over,
  }
}

/** The route of endpoint `diabetes`, with `TEST_KEY` as its primary key. */
export function route(deployments: readonly RouteDeployment[], traffic: Record<string, number>): Route {
  return {
    endpointId: "end_1",
    workspaceId: "ws_1",
    name: "diabetes",
    authMode: "key",
    keys: [{ slot: "primary", digest: sha256Hex(TEST_KEY) }],
    traffic,
    deployments: [...deployments],
  }
}
