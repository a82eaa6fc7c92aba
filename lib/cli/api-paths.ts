import { apiPaths, fillPath } from "#lib/urls/contract.ts"

export type AssetKind = "models" | "environments"

const ASSET_PATHS = {
  models: {
    all: apiPaths.models,
    one: apiPaths.model,
    versions: apiPaths.modelVersions,
    version: apiPaths.modelVersion,
    archive: apiPaths.archiveModelVersion,
    restore: apiPaths.restoreModelVersion,
  },
  environments: {
    all: apiPaths.environments,
    one: apiPaths.environment,
    versions: apiPaths.environmentVersions,
    version: apiPaths.environmentVersion,
    archive: apiPaths.archiveEnvironmentVersion,
    restore: apiPaths.restoreEnvironmentVersion,
  },
} as const

/** The API's paths below one workspace, with names filled in. */
export function workspacePaths(workspace: string) {
  const of = (endpoint: string) => ({ workspace, endpoint })
  return {
    endpoints: fillPath(apiPaths.onlineEndpoints, { workspace }),
    endpoint: (name: string) => fillPath(apiPaths.onlineEndpoint, of(name)),
    traffic: (name: string) => fillPath(apiPaths.traffic, of(name)),
    trafficRevisions: (name: string) => fillPath(apiPaths.trafficRevisions, of(name)),
    rollback: (name: string) => fillPath(apiPaths.trafficRollback, of(name)),
    requests: (name: string) => fillPath(apiPaths.endpointRequests, of(name)),
    keys: (name: string) => fillPath(apiPaths.endpointKeys, of(name)),
    regenerateKeys: (name: string) => fillPath(apiPaths.regenerateEndpointKey, of(name)),
    deployments: (endpoint: string) => fillPath(apiPaths.deployments, of(endpoint)),
    deployment: (endpoint: string, deployment: string) =>
      fillPath(apiPaths.deployment, { ...of(endpoint), deployment }),
    logs: (endpoint: string, deployment: string) => fillPath(apiPaths.deploymentLogs, { ...of(endpoint), deployment }),
    deletedEndpoints: fillPath(apiPaths.deletedEndpoints, { workspace }),
    restoreEndpoint: (id: string) => fillPath(apiPaths.restoreEndpoint, { workspace, id }),
    deletedDeployments: (endpoint: string) => fillPath(apiPaths.deletedDeployments, of(endpoint)),
    restoreDeployment: (endpoint: string, id: string) => fillPath(apiPaths.restoreDeployment, { ...of(endpoint), id }),
    assets: (kind: AssetKind) => fillPath(ASSET_PATHS[kind].all, { workspace }),
    asset: (kind: AssetKind, name: string) => fillPath(ASSET_PATHS[kind].one, { workspace, name }),
    assetVersions: (kind: AssetKind, name: string) => fillPath(ASSET_PATHS[kind].versions, { workspace, name }),
    assetVersion: (kind: AssetKind, name: string, version: string) =>
      fillPath(ASSET_PATHS[kind].version, { workspace, name, version }),
    archive: (kind: AssetKind, verb: "archive" | "restore", name: string, version: string) =>
      fillPath(ASSET_PATHS[kind][verb], { workspace, name, version }),
    uploads: fillPath(apiPaths.uploads, { workspace }),
    uploadBlob: (upload: string, sha256: string) => fillPath(apiPaths.uploadBlob, { workspace, upload, sha256 }),
    completeUpload: (upload: string) => fillPath(apiPaths.completeUpload, { workspace, upload }),
    operations: fillPath(apiPaths.operations, { workspace }),
    operation: (operation: string) => fillPath(apiPaths.operation, { workspace, operation }),
    cancelOperation: (operation: string) => fillPath(apiPaths.cancelOperation, { workspace, operation }),
    events: fillPath(apiPaths.events, { workspace }),
  }
}

export type WorkspacePaths = ReturnType<typeof workspacePaths>

/** Paths that belong to no workspace. */
export const serverPaths = {
  health: apiPaths.health,
  login: apiPaths.login,
  token: (token: string) => fillPath(apiPaths.token, { token }),
} as const
