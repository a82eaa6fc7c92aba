import type { z } from "zod"

import type { ApiPath, PathParam } from "#lib/urls/index.ts"

import { readInput, readParams, readQuery } from "./pipeline.ts"
import { isRead, readPreconditions } from "./preconditions.ts"
import type { Call, RouteDeclaration } from "./route-definition.ts"
import type { Services } from "./services.ts"

/** A request on its way through `route()`. */
export interface Arrival {
  readonly request: Request
  readonly requestId: string
  readonly services: Services
}

/** Set by the studio's server from the socket; what a client sends under this name is thrown away there. */
export const CLIENT_IP_HEADER = "x-caudal-client-ip"

export interface ParsedCall<P extends string, Q, B> extends Call<P, Q, B> {
  /** 0 without `?wait=`. */
  readonly waitMs: number
}

/** The parameters of the path alone, for what must be known before anything else is read. */
export function parseParams<P extends ApiPath>(
  declaration: RouteDeclaration,
  request: Request,
): Readonly<Record<PathParam<P>, string>> & { readonly workspace?: string } {
  // `readParams` matched the declared path, so every name in it has a value.
  return readParams(declaration, new URL(request.url)) as Record<PathParam<P>, string>
}

/** Everything else: query, preconditions, body. The order decides which mistake is told first. */
export async function parseCall<P extends ApiPath, Q extends z.ZodType, B extends z.ZodType>(
  declaration: RouteDeclaration,
  { request, services }: Arrival,
  params: Readonly<Record<PathParam<P>, string>>,
): Promise<ParsedCall<P, z.infer<Q>, z.infer<B>>> {
  const { query, waitMs } = readQuery(declaration, new URL(request.url))
  const preconditions = readPreconditions(isRead(request) ? new Headers() : request.headers, declaration.guards)
  const body = await readInput(declaration, request, params)
  return {
    params,
    // The declaration's own schemas have just parsed both: here that knowledge becomes a type.
    query: query as z.infer<Q>,
    body: body as z.infer<B>,
    preconditions,
    waitMs,
    request,
    services,
    clientIp: request.headers.get(CLIENT_IP_HEADER) ?? "unknown",
  }
}
