import { pagePaths } from "#lib/urls/contract.ts"

/** What the API calls the log of instances, and that of a build. */
export const LOG_CONTAINERS = { instance: "inference-server", build: "storage-initializer" } as const

/** The Logs tab at the log of one deployment: of its instances or of its environment's build. */
export function deploymentLogHref(
  workspace: string,
  endpoint: string,
  deployment: string,
  log: keyof typeof LOG_CONTAINERS,
): string {
  const query = new URLSearchParams({ dep: deployment, container: LOG_CONTAINERS[log] })
  return `${pagePaths.endpointTab(workspace, endpoint, "logs")}?${query.toString()}`
}
