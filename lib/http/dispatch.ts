import { randomUUID } from "node:crypto"

import { AppError } from "#lib/kernel/errors.ts"
import { matchPath } from "#lib/urls/index.ts"

import { publishRoutes } from "./describe-api.ts"
import { errorResponse } from "./error-response.ts"
import { requestErrors } from "./errors.ts"
import type { Handler, Method } from "./route-definition.ts"

/** Answers any request under `/api`. */
export type Api = (request: Request) => Promise<Response>

function methodsOf(handlers: readonly Handler[]): Method[] {
  const methods = handlers.flatMap(({ declaration: { method } }): Method[] =>
    method === "GET" ? ["GET", "HEAD"] : [method],
  )
  return [...new Set(methods)].toSorted()
}

async function withoutBody(answer: Promise<Response>): Promise<Response> {
  const response = await answer
  await response.body?.cancel()
  return new Response(null, { status: response.status, headers: response.headers })
}

function refuse(request: Request, pathname: string, allowed: readonly Method[]): Response {
  const isUnknown = allowed.length === 0
  const error = isUnknown
    ? new AppError(requestErrors.notFound, `The API has no path ${pathname}.`, { target: "path" })
    : new AppError(requestErrors.methodNotAllowed, `${pathname} takes ${allowed.join(", ")}.`, { target: "method" })
  const response = errorResponse(error, request, randomUUID())
  if (!isUnknown) response.headers.set("allow", allowed.join(", "))
  return response
}

/** One function over all routes: the one that the path and method name, else 404 or 405 in the API's own envelope. */
export function createApi(handlers: readonly Handler[]): Api {
  publishRoutes(handlers.map(({ declaration }) => declaration).filter(({ isForBrowsers }) => !isForBrowsers))
  return async (request) => {
    const { pathname } = new URL(request.url)
    const onPath = handlers.filter(({ declaration }) => matchPath(declaration.path, pathname).kind !== "no_match")
    const exact = onPath.find(({ declaration }) => declaration.method === request.method)
    if (exact) return await exact(request)
    const get = onPath.find(({ declaration }) => declaration.method === "GET")
    if (request.method === "HEAD" && get) return await withoutBody(get(request))
    const allowed = methodsOf(onPath)
    if (request.method === "OPTIONS" && allowed.length > 0) {
      return new Response(null, { status: 204, headers: { allow: allowed.join(", ") } })
    }
    return refuse(request, pathname, allowed)
  }
}
