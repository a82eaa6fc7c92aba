/** Every path of the REST API, with its parameters in braces as OpenAPI writes them. Nothing else spells one out. */
const WORKSPACE = "/api/v1/workspaces/{workspace}"
const ENDPOINT = `${WORKSPACE}/online-endpoints/{endpoint}` as const
const DEPLOYMENT = `${ENDPOINT}/deployments/{deployment}` as const
const UPLOAD = `${WORKSPACE}/uploads/{upload}` as const

export const apiPaths = {
  health: "/api/health",
  /** next-auth's: `{...x}` is one or more segments. */
  nextAuth: "/api/auth/{...nextauth}",
  openapi: "/api/v1/openapi.json",
  caCertificate: "/api/v1/ca.pem",
  setup: "/api/v1/setup",
  login: "/api/v1/login",
  me: "/api/v1/me",
  sessions: "/api/v1/sessions",
  session: "/api/v1/sessions/{session}",
  tokens: "/api/v1/tokens",
  token: "/api/v1/tokens/{token}",
  workspaces: "/api/v1/workspaces",
  workspace: WORKSPACE,
  members: `${WORKSPACE}/members`,
  member: `${WORKSPACE}/members/{email}`,

  onlineEndpoints: `${WORKSPACE}/online-endpoints`,
  onlineEndpoint: ENDPOINT,
  traffic: `${ENDPOINT}/traffic`,
  trafficRevisions: `${ENDPOINT}/traffic/revisions`,
  trafficRollback: `${ENDPOINT}/traffic/rollback`,
  endpointRequests: `${ENDPOINT}/requests`,
  testEndpoint: `${ENDPOINT}/test`,
  checkEndpoint: `${ENDPOINT}/check`,
  endpointKeys: `${ENDPOINT}/keys`,
  regenerateEndpointKey: `${ENDPOINT}/keys/regenerate`,

  deployments: `${ENDPOINT}/deployments`,
  deployment: DEPLOYMENT,
  deploymentLogs: `${DEPLOYMENT}/logs`,
  deploymentInstances: `${DEPLOYMENT}/instances`,
  deploymentRevisions: `${DEPLOYMENT}/revisions`,
  checkDeployment: `${DEPLOYMENT}/check`,

  deletedEndpoints: `${WORKSPACE}/deleted-endpoints`,
  restoreEndpoint: `${WORKSPACE}/deleted-endpoints/{id}/restore`,
  deletedDeployments: `${ENDPOINT}/deleted-deployments`,
  restoreDeployment: `${ENDPOINT}/deleted-deployments/{id}/restore`,
  instanceTypes: `${WORKSPACE}/instance-types`,
  samples: `${WORKSPACE}/samples`,
  sample: `${WORKSPACE}/samples/{sample}`,

  models: `${WORKSPACE}/models`,
  model: `${WORKSPACE}/models/{name}`,
  modelVersions: `${WORKSPACE}/models/{name}/versions`,
  modelVersion: `${WORKSPACE}/models/{name}/versions/{version}`,
  archiveModelVersion: `${WORKSPACE}/models/{name}/versions/{version}/archive`,
  restoreModelVersion: `${WORKSPACE}/models/{name}/versions/{version}/restore`,

  codes: `${WORKSPACE}/codes`,
  code: `${WORKSPACE}/codes/{name}`,
  codeVersions: `${WORKSPACE}/codes/{name}/versions`,
  codeVersion: `${WORKSPACE}/codes/{name}/versions/{version}`,
  archiveCodeVersion: `${WORKSPACE}/codes/{name}/versions/{version}/archive`,
  restoreCodeVersion: `${WORKSPACE}/codes/{name}/versions/{version}/restore`,

  environments: `${WORKSPACE}/environments`,
  environment: `${WORKSPACE}/environments/{name}`,
  environmentVersions: `${WORKSPACE}/environments/{name}/versions`,
  environmentVersion: `${WORKSPACE}/environments/{name}/versions/{version}`,
  archiveEnvironmentVersion: `${WORKSPACE}/environments/{name}/versions/{version}/archive`,
  restoreEnvironmentVersion: `${WORKSPACE}/environments/{name}/versions/{version}/restore`,

  uploads: `${WORKSPACE}/uploads`,
  uploadBlob: `${UPLOAD}/blobs/{sha256}`,
  completeUpload: `${UPLOAD}/complete`,

  operations: `${WORKSPACE}/operations`,
  operation: `${WORKSPACE}/operations/{operation}`,
  cancelOperation: `${WORKSPACE}/operations/{operation}/cancel`,
  events: `${WORKSPACE}/events`,
  activity: `${WORKSPACE}/activity`,
  changes: `${WORKSPACE}/changes`,
  drafts: `${WORKSPACE}/drafts`,
  draft: `${WORKSPACE}/drafts/{draft}`,
} as const

export type ApiPath = (typeof apiPaths)[keyof typeof apiPaths]

/** The names in braces of a path: `PathParam<"/a/{b}">` is `"b"`. */
export type PathParam<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParam<Rest>
  : never
