import { randomUUID } from "node:crypto"

import type { z } from "zod"

import { answerContext, authorise, enterWorkspace } from "#lib/identity/index.ts"
import type { Action, Context } from "#lib/identity/index.ts"
import type { WorkspaceView } from "#lib/identity/contract.ts"
import { assert } from "#lib/kernel/assert.ts"
import { REQUEST_BODY_BYTES_MAX } from "#lib/kernel/limits.ts"
import type { ApiPath } from "#lib/urls/index.ts"

import { authenticate } from "./authenticate.ts"
import { errorResponse } from "./error-response.ts"
import { readIdempotency } from "./idempotency.ts"
import { runLongChange } from "./long-change.ts"
import { parseCall, parseParams } from "./parse-call.ts"
import type { Arrival } from "./parse-call.ts"
import { rawBody } from "./read-body.ts"
import type { Reply } from "./reply.ts"
import type {
  AccountRouteOptions,
  Handler,
  PublicRouteOptions,
  RawRouteOptions,
  RouteDeclaration,
  RouteOptions,
  WorkspaceRouteOptions,
} from "./route-definition.ts"
import { sendReply } from "./send-reply.ts"
import { getServices } from "./services.ts"

type Runner = (arrival: Arrival) => Promise<{ reply: Reply<unknown> | Response; workspace: string | null }>

type AnyOptions = Partial<RouteOptions<ApiPath, z.ZodObject, z.ZodType, z.ZodType>> &
  Pick<RouteOptions<ApiPath, z.ZodObject, z.ZodType, z.ZodType>, "method" | "path" | "summary">

function declare(
  options: AnyOptions,
  access: RouteDeclaration["access"],
  { isRawBody = false, isLong = false, isForBrowsers = false } = {},
): RouteDeclaration {
  return {
    method: options.method,
    path: options.path,
    summary: options.summary,
    access,
    params: options.params ?? {},
    query: options.query ?? null,
    body: options.body ?? null,
    bodyFromPath: options.bodyFromPath ?? {},
    response: options.response ?? null,
    statuses: options.statuses ?? [200],
    events: options.events ?? null,
    isRawBody,
    isForBrowsers,
    isLong,
    guards: options.guards ?? [],
    bodyBytesMax: options.limits?.bodyBytesMax ?? REQUEST_BODY_BYTES_MAX,
  }
}

function handler(declaration: RouteDeclaration, run: Runner): Handler {
  const { access, path } = declaration
  assert(
    access === "public" || access === "signed-in" || path.includes("{workspace}"),
    `${path} needs an action, so it needs a workspace in its path`,
  )
  const handle = async (request: Request): Promise<Response> => {
    const requestId = randomUUID()
    try {
      const services = await getServices()
      const { reply, workspace } = await run({ request, requestId, services })
      if (reply instanceof Response) {
        reply.headers.set("x-request-id", requestId)
        return reply
      }
      if (services.isOutputChecked && reply.body !== undefined) declaration.response?.parse(reply.body)
      return sendReply(reply, { request, requestId, workspace })
    } catch (error) {
      return errorResponse(error, request, requestId)
    }
  }
  return Object.assign(handle, { declaration })
}

interface Entry {
  readonly ctx: Context
  readonly workspace: WorkspaceView
  readonly reauthorise: () => Promise<void>
}

/**
 * The context of a call in the workspace of its path, once its caller may do `action` there.
 *
 * @throws identity.unauthenticated, identity.workspace_not_found, identity.forbidden
 */
async function enter({ request, services }: Arrival, declaration: RouteDeclaration, action: Action): Promise<Entry> {
  const admit = async () => {
    const identity = await authenticate(request, services)
    const { workspace: name } = parseParams(declaration, request)
    const { workspace, caller } = await enterWorkspace(services.db, identity, name)
    return { workspace, caller }
  }
  const { workspace, caller } = await admit()
  authorise({ caller }, action)
  const { db, clock, vault } = services
  return {
    ctx: { db, clock, vault, workspaceId: workspace.id, caller },
    workspace,
    reauthorise: async () => authorise(await admit(), action),
  }
}

/**
 * A route in a workspace: for members whose role, and token if any, allow `action`.
 *
 * Checks every part of the request before `run`, turns its answer into a Response and every failure into the envelope.
 */
export function route<
  P extends ApiPath,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType = z.ZodUnknown,
>(options: WorkspaceRouteOptions<P, Q, B, R>): Handler {
  const { action, long, run } = options
  const declaration = declare(options, action, { isLong: long !== undefined })
  return handler(declaration, async (arrival) => {
    const entry = await enter(arrival, declaration, action)
    const { workspace } = entry
    const params = parseParams<P>(declaration, arrival.request)
    const call = { ...(await parseCall<P, Q, B>(declaration, arrival, params)), ...entry }
    if (!long) return { reply: await run(call), workspace: workspace.name }
    const { read } = long
    const ctx = { ...entry.ctx, idempotency: readIdempotency(declaration, call) }
    const answer = { ...call, ctx: answerContext(ctx) }
    const reply = await runLongChange({
      ctx: answer.ctx,
      waitMs: call.waitMs,
      signal: arrival.request.signal,
      read: read ? (operationId) => read(answer, operationId) : null,
      run: () => run({ ...call, ctx }),
    })
    return { reply, workspace: workspace.name }
  })
}

/** As `route`, for a body that is stored and not parsed: `body` is its bytes as they come. */
export function rawRoute<P extends ApiPath, Q extends z.ZodObject = z.ZodObject, R extends z.ZodType = z.ZodUnknown>(
  options: RawRouteOptions<P, Q, R>,
): Handler {
  const { action, run } = options
  const declaration = declare(options, action, { isRawBody: true })
  return handler(declaration, async (arrival) => {
    const entry = await enter(arrival, declaration, action)
    const call = await parseCall<P, Q, z.ZodType>(declaration, arrival, parseParams<P>(declaration, arrival.request))
    const body = rawBody(arrival.request)
    return { reply: await run({ ...call, ...entry, body }), workspace: entry.workspace.name }
  })
}

/** A route for any person who is signed in, outside of any workspace. */
export function accountRoute<
  P extends ApiPath,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType = z.ZodUnknown,
>(options: AccountRouteOptions<P, Q, B, R>): Handler {
  const declaration = declare(options, "signed-in")
  return handler(declaration, async (arrival) => {
    const identity = await authenticate(arrival.request, arrival.services)
    const call = await parseCall<P, Q, B>(declaration, arrival, parseParams<P>(declaration, arrival.request))
    const { db, clock } = arrival.services
    return { reply: await options.run({ ...call, account: { db, clock, identity } }), workspace: null }
  })
}

/** A route for anybody. */
export function publicRoute<
  P extends ApiPath,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType = z.ZodUnknown,
>(options: PublicRouteOptions<P, Q, B, R>): Handler {
  const declaration = declare(options, "public", { isForBrowsers: options.isForBrowsers ?? false })
  return handler(declaration, async (arrival) => {
    const call = await parseCall<P, Q, B>(declaration, arrival, parseParams<P>(declaration, arrival.request))
    return { reply: await options.run(call), workspace: null }
  })
}
