import { fillPath } from "#lib/urls/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

import { isRead, parseEtag } from "./preconditions.ts"
import { statusOf } from "./reply.ts"
import type { Reply } from "./reply.ts"

interface ReplyContext {
  readonly request: Request
  readonly requestId: string
  /** Name of the workspace in the path, if any. */
  readonly workspace: string | null
}

function isUnchanged(request: Request, revision: number | undefined): boolean {
  const seen = isRead(request) ? request.headers.get("if-none-match") : null
  return seen !== null && revision !== undefined && seen.split(",").some((etag) => parseEtag(etag) === revision)
}

/** A reply as a Response: status, ETag, Operation-Location, request id. */
export function sendReply(reply: Reply<unknown>, { request, requestId, workspace }: ReplyContext): Response {
  const headers = new Headers({
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...reply.headers,
    "x-request-id": requestId,
  })
  if (reply.revision !== undefined) headers.set("etag", `"${reply.revision}"`)
  if (reply.operationId && workspace !== null) {
    headers.set("operation-location", fillPath(apiPaths.operation, { workspace, operation: reply.operationId }))
    headers.set("x-caudal-operation", reply.operationId)
  }
  if (isUnchanged(request, reply.revision)) return new Response(null, { status: 304, headers })
  const status = statusOf(reply)
  if (reply.body === undefined) return new Response(null, { status, headers })
  return Response.json(reply.body, { status, headers })
}
