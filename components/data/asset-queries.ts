import type { CodeView, ModelView } from "#lib/assets/contract.ts"
import type { EnvironmentView } from "#lib/environments/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

import type { ApiQuery, Page } from "./api-query.ts"
import { withQuery } from "./api-query.ts"

/** What pages ask of models, code and environments. */

const ROWS = 100

export function modelsQuery(workspace: string): ApiQuery<Page<ModelView>> {
  return { path: withQuery(fillPath(apiPaths.models, { workspace }), { limit: ROWS }) }
}

export function modelVersionsQuery(workspace: string, name: string): ApiQuery<Page<ModelView>> {
  return { path: withQuery(fillPath(apiPaths.model, { workspace, name }), { limit: ROWS }) }
}

export function codesQuery(workspace: string): ApiQuery<Page<CodeView>> {
  return { path: withQuery(fillPath(apiPaths.codes, { workspace }), { limit: ROWS }) }
}

export function codeVersionsQuery(workspace: string, name: string): ApiQuery<Page<CodeView>> {
  return { path: withQuery(fillPath(apiPaths.code, { workspace, name }), { limit: ROWS }) }
}

export function environmentsQuery(workspace: string): ApiQuery<Page<EnvironmentView>> {
  return { path: withQuery(fillPath(apiPaths.environments, { workspace }), { limit: ROWS }) }
}

export function environmentVersionsQuery(workspace: string, name: string): ApiQuery<Page<EnvironmentView>> {
  return { path: withQuery(fillPath(apiPaths.environment, { workspace, name }), { limit: ROWS }) }
}

export function environmentVersionQuery(workspace: string, name: string, version: string): ApiQuery<EnvironmentView> {
  return { path: fillPath(apiPaths.environmentVersion, { workspace, name, version }) }
}
