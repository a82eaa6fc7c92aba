import type { z } from "zod"

import type { AccountContext, Action, Context } from "#lib/identity/index.ts"
import type { WorkspaceView } from "#lib/identity/contract.ts"
import type { ApiPath, PathParam } from "#lib/urls/index.ts"

import type { Guard, Preconditions } from "./preconditions.ts"
import type { Reply } from "./reply.ts"
import type { Services } from "./services.ts"

export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE"

/** What every route declares, whoever may call it. OpenAPI and the tests are made from this. */
export interface RouteDeclaration {
  readonly method: Method
  readonly path: ApiPath
  /** One line for OpenAPI: what it does. */
  readonly summary: string
  /** `public`: nobody in particular; `signed-in`: any person; otherwise the action needed in the path's workspace. */
  readonly access: "public" | "signed-in" | Action
  readonly params: Readonly<Record<string, z.ZodType<string>>>
  readonly query: z.ZodObject | null
  readonly body: z.ZodType | null
  readonly bodyFromPath: Readonly<Record<string, string>>
  readonly response: z.ZodType | null
  /** Statuses of success. */
  readonly statuses: readonly number[]
  /** Names of the server-sent events that are the answer; null for any other. */
  readonly events: readonly string[] | null
  readonly isRawBody: boolean
  /** Part of the pages, not of the API: not in the OpenAPI document, and its query is its own business. */
  readonly isForBrowsers: boolean
  readonly isLong: boolean
  /** The preconditions that it heeds; any other is refused. */
  readonly guards: readonly Guard[]
  readonly bodyBytesMax: number
}

export interface Handler {
  (request: Request, context?: unknown): Promise<Response>
  readonly declaration: RouteDeclaration
}

/** What a call brings once every part of it has been checked. */
export interface Call<P extends string, Q, B> {
  readonly params: Readonly<Record<PathParam<P>, string>>
  readonly query: Q
  /** Parsed; with `rawBody` the stream of bytes as it comes. */
  readonly body: B
  readonly preconditions: Preconditions
  readonly request: Request
  readonly clientIp: string
  readonly services: Services
}

export interface WorkspaceCall<P extends string, Q, B> extends Call<P, Q, B> {
  readonly ctx: Context
  readonly workspace: WorkspaceView
  /** Asks again whether the caller may do this, for answers that take long. Throws what the route itself would answer. */
  readonly reauthorise: () => Promise<void>
}

export interface AccountCall<P extends string, Q, B> extends Call<P, Q, B> {
  readonly account: AccountContext
}

export type RawBody = AsyncIterable<Uint8Array>

/** The part of a route's declaration that all three builders share. */
export interface RouteOptions<P extends ApiPath, Q extends z.ZodObject, B extends z.ZodType, R extends z.ZodType> {
  readonly method: Method
  readonly path: P
  readonly summary: string
  /** Rules for path parameters beyond "some text". */
  readonly params?: Readonly<Partial<Record<PathParam<P>, z.ZodType<string>>>>
  /** Unknown names in the query string are refused. */
  readonly query?: Q
  readonly body?: B
  /** Fields of the body that the path gives: `{ name: "endpoint" }`. If the body has them too, they must be equal. */
  readonly bodyFromPath?: Readonly<Record<string, PathParam<P>>>
  /** Schema of the answer. */
  readonly response?: R
  /** The answer is a stream of server-sent events with these names. Without it and `response` it is plain text. */
  readonly events?: readonly string[]
  /** Statuses of success; `[200]` if not given. */
  readonly statuses?: readonly number[]
  /** The preconditions that `run` heeds, so that OpenAPI shows their headers; a request with another is refused. */
  readonly guards?: readonly Guard[]
  readonly limits?: { readonly bodyBytesMax?: number }
}

export interface WorkspaceRouteOptions<
  P extends ApiPath,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
> extends RouteOptions<P, Q, B, R> {
  readonly action: Action
  /** Answers an operation: takes `?wait=` and Idempotency-Key. */
  readonly long?: {
    /**
     * The resource as it is now: the answer where `run` gives no body, after a wait, and to a repeated Idempotency-Key.
     * Without it: the operation. Its `ctx` may read what the change was about, whatever else the caller may.
     */
    readonly read?: (call: WorkspaceCall<P, z.infer<Q>, unknown>, operationId: string) => Promise<Reply<z.input<R>>>
  }
  readonly run: (call: WorkspaceCall<P, z.infer<Q>, z.infer<B>>) => Promise<Reply<z.input<R>> | Response>
}

/** A route whose body is not parsed but handed on as a stream. */
export interface RawRouteOptions<P extends ApiPath, Q extends z.ZodObject, R extends z.ZodType> extends Omit<
  WorkspaceRouteOptions<P, Q, z.ZodNever, R>,
  "body" | "bodyFromPath" | "run" | "long"
> {
  readonly run: (call: WorkspaceCall<P, z.infer<Q>, RawBody>) => Promise<Reply<z.input<R>> | Response>
}

export interface AccountRouteOptions<
  P extends ApiPath,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
> extends RouteOptions<P, Q, B, R> {
  readonly run: (call: AccountCall<P, z.infer<Q>, z.infer<B>>) => Promise<Reply<z.input<R>> | Response>
}

export interface PublicRouteOptions<
  P extends ApiPath,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
> extends RouteOptions<P, Q, B, R> {
  readonly isForBrowsers?: boolean
  readonly run: (call: Call<P, z.infer<Q>, z.infer<B>>) => Promise<Reply<z.input<R>> | Response>
}
