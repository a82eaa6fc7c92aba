import { pagePaths } from "#lib/urls/contract.ts"

const CONTAINERS = { instance: "inference-server", build: "storage-initializer" } as const

/** The Logs tab at the log of one deployment: of its instances or of its environment's build. */
export function deploymentLogHref(
  workspace: string,
  endpoint: string,
  deployment: string,
  log: keyof typeof CONTAINERS,
): string {
  const query = new URLSearchParams({ dep: deployment, container: CONTAINERS[log] })
  return `${pagePaths.endpointTab(workspace, endpoint, "logs")}?${query.toString()}`
}
