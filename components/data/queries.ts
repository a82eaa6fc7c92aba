import type { MemberView, MeView, SessionView, TokenView } from "#lib/identity/contract.ts"
import type { InstanceHistoryView, OnlineDeploymentView, RevisionView } from "#lib/deployments/contract.ts"
import type { DeletedDeploymentView } from "#lib/deletions/contract.ts"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"
import type { ActivityView, OperationView } from "#lib/operations/contract.ts"
import type { RequestCountView, TrafficRevisionView, TrafficView } from "#lib/traffic/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

import type { ApiQuery, Page } from "./api-query.ts"
import { withQuery } from "./api-query.ts"

/** What pages ask of the API. Pages on the server and components in the browser use the same, so their answers meet. */

const ROWS = 100
/** The most that the API gives at once: the list is whole at its first paint, and nothing moves when the rest arrives. */
const ENDPOINT_ROWS = 500
const RECENT_ROWS = 20

export const meQuery: ApiQuery<MeView> = { path: apiPaths.me }
export const sessionsQuery: ApiQuery<Page<SessionView>> = { path: withQuery(apiPaths.sessions, { limit: ROWS }) }
export const tokensQuery: ApiQuery<Page<TokenView>> = { path: withQuery(apiPaths.tokens, { limit: ROWS }) }

export function membersQuery(workspace: string): ApiQuery<Page<MemberView>> {
  return { path: withQuery(fillPath(apiPaths.members, { workspace }), { limit: ROWS }) }
}

export function endpointsQuery(workspace: string): ApiQuery<Page<OnlineEndpointView>> {
  return { path: withQuery(fillPath(apiPaths.onlineEndpoints, { workspace }), { limit: ENDPOINT_ROWS }) }
}

export function endpointQuery(workspace: string, endpoint: string): ApiQuery<OnlineEndpointView> {
  return { path: fillPath(apiPaths.onlineEndpoint, { workspace, endpoint }) }
}

export function deploymentsQuery(workspace: string, endpoint: string): ApiQuery<Page<OnlineDeploymentView>> {
  return { path: withQuery(fillPath(apiPaths.deployments, { workspace, endpoint }), { limit: ROWS }) }
}

export function deploymentQuery(
  workspace: string,
  endpoint: string,
  deployment: string,
): ApiQuery<OnlineDeploymentView> {
  return { path: fillPath(apiPaths.deployment, { workspace, endpoint, deployment }) }
}

export function trafficQuery(workspace: string, endpoint: string): ApiQuery<TrafficView> {
  return { path: fillPath(apiPaths.traffic, { workspace, endpoint }) }
}

export function trafficRevisionsQuery(workspace: string, endpoint: string): ApiQuery<Page<TrafficRevisionView>> {
  return { path: withQuery(fillPath(apiPaths.trafficRevisions, { workspace, endpoint }), { limit: ROWS }) }
}

export function requestCountsQuery(workspace: string, endpoint: string): ApiQuery<Page<RequestCountView>> {
  return { path: fillPath(apiPaths.endpointRequests, { workspace, endpoint }) }
}

export function operationsQuery(workspace: string): ApiQuery<Page<OperationView>> {
  return { path: withQuery(fillPath(apiPaths.operations, { workspace }), { limit: RECENT_ROWS }) }
}

/** What happened to one endpoint and its deployments lately, newest first. */
export function endpointActivityQuery(
  workspace: string,
  endpoint: string,
  limit: number,
): ApiQuery<Page<ActivityView>> {
  return { path: withQuery(fillPath(apiPaths.activity, { workspace }), { endpoint, limit }) }
}

/** Every instance of a deployment that is remembered, newest first. */
export function instancesQuery(
  workspace: string,
  endpoint: string,
  deployment: string,
): ApiQuery<Page<InstanceHistoryView>> {
  return {
    path: withQuery(fillPath(apiPaths.deploymentInstances, { workspace, endpoint, deployment }), {
      limit: RECENT_ROWS,
    }),
  }
}

/** Deployments of an endpoint that were deleted and can be restored. */
export function deletedDeploymentsQuery(workspace: string, endpoint: string): ApiQuery<Page<DeletedDeploymentView>> {
  return { path: withQuery(fillPath(apiPaths.deletedDeployments, { workspace, endpoint }), { limit: ROWS }) }
}

/** What a deployment was wanted to be, newest first. */
export function revisionsQuery(workspace: string, endpoint: string, deployment: string): ApiQuery<Page<RevisionView>> {
  return {
    path: withQuery(fillPath(apiPaths.deploymentRevisions, { workspace, endpoint, deployment }), {
      limit: RECENT_ROWS,
    }),
  }
}
