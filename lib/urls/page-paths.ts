/** Tabs of an endpoint's page, in their order; the first is the page itself. */
export const ENDPOINT_TABS = [
  "overview",
  "deployments",
  "traffic",
  "test",
  "consume",
  "logs",
  "activity",
  "settings",
] as const
export type EndpointTab = (typeof ENDPOINT_TABS)[number]

const text = encodeURIComponent
const workspacePath = (workspace: string) => `/w/${text(workspace)}` as const
const endpointsPath = (workspace: string) => `${workspacePath(workspace)}/endpoints` as const
const endpointPath = (workspace: string, endpoint: string) =>
  `${endpointsPath(workspace)}/online/${text(endpoint)}` as const
const deploymentsPath = (workspace: string, endpoint: string) =>
  `${endpointPath(workspace, endpoint)}/deployments` as const

/** Paths of the pages. Nothing else spells one out. */
export const pagePaths = {
  start: "/",
  setup: "/setup",
  me: "/me",
  /** The sign-in page, and where to go afterwards: a path of ours or nothing. */
  login: (callback: string | null = null) =>
    callback === null || callback === "/" ? ("/login" as const) : (`/login?callbackUrl=${text(callback)}` as const),
  home: workspacePath,
  endpoints: endpointsPath,
  newEndpoint: (workspace: string) => `${endpointsPath(workspace)}/new` as const,
  deletedEndpoints: (workspace: string) => `${endpointsPath(workspace)}/deleted` as const,
  endpoint: endpointPath,
  endpointTab: (workspace: string, endpoint: string, tab: EndpointTab) =>
    tab === "overview" ? endpointPath(workspace, endpoint) : (`${endpointPath(workspace, endpoint)}/${tab}` as const),
  newDeployment: (workspace: string, endpoint: string) => `${deploymentsPath(workspace, endpoint)}/new` as const,
  deployment: (workspace: string, endpoint: string, deployment: string) =>
    `${deploymentsPath(workspace, endpoint)}/${text(deployment)}` as const,
  editDeployment: (workspace: string, endpoint: string, deployment: string) =>
    `${deploymentsPath(workspace, endpoint)}/${text(deployment)}/edit` as const,
  activity: (workspace: string) => `${workspacePath(workspace)}/activity` as const,
} as const

/** Where a sign-in may lead: a path of this studio, never another site's address (`//host`, `/\host`, `https:`). */
export function safeCallback(callback: string | null | undefined): string {
  return callback && /^\/(?![/\\])/.test(callback) && !/[\r\n\t]/.test(callback) ? callback : pagePaths.start
}

/** The one-time set-up link. The token stands behind `#`, so that no server or proxy logs it. */
export function setupUrl(origin: string, token: string): string {
  return `${origin}${pagePaths.setup}#${token}`
}

/** next-auth's own paths that the pages call. */
export const authPaths = {
  csrf: "/api/auth/csrf",
  signIn: "/api/auth/callback/credentials",
  signOut: "/api/auth/signout",
} as const
