import type { Idempotency } from "#lib/identity/index.ts"
import { canonicalJson, sha256Hex } from "#lib/kernel/json.ts"

import { readIdempotencyKey } from "./preconditions.ts"
import type { Call, RouteDeclaration } from "./route-definition.ts"

/**
 * What a request with an Idempotency-Key is known by: the key, and a fingerprint of all that it asks for as it was parsed,
 * so that neither spaces in its JSON nor how long it waits make another request of it.
 *
 * @throws request.invalid_header
 */
export function readIdempotency(
  { method, path }: RouteDeclaration,
  { request, params, query, body }: Call<string, unknown, unknown>,
): Idempotency | undefined {
  const key = readIdempotencyKey(request.headers)
  if (key === undefined) return undefined
  return { key, fingerprint: sha256Hex(canonicalJson([method, path, params, query, body])) }
}
