import type { Env } from "#lib/kernel/env.ts"

import { buildOpenapi } from "./openapi.ts"
import type { OpenapiDocument } from "./openapi.ts"
import { studioOrigin } from "./origin.ts"
import type { RouteDeclaration } from "./route-definition.ts"

const declared: RouteDeclaration[] = []
let document: OpenapiDocument | undefined

/** Tells `describeApi` which routes this process serves. */
export function publishRoutes(declarations: readonly RouteDeclaration[]): void {
  declared.splice(0, declared.length, ...declarations)
  document = undefined
}

/** The OpenAPI document of the routes that this process serves, built once. */
export function describeApi(env: Env): OpenapiDocument {
  document ??= buildOpenapi(declared, studioOrigin(env))
  return document
}
