import type { ActivityView } from "#lib/operations/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

/** The page of what was changed; null if it has none. A deployment's name is its endpoint's, `/` and its own. */
export function changePath(workspace: string, { action, target }: Pick<ActivityView, "action" | "target">) {
  const [endpoint = target.name, deployment] = target.name.split("/")
  if (action === "endpoint.delete") return pagePaths.deletedEndpoints(workspace)
  if (action === "traffic.update") return pagePaths.endpointTab(workspace, endpoint, "traffic")
  if (action === "deployment.delete") return pagePaths.endpointTab(workspace, endpoint, "deployments")
  if (target.type === "endpoint") return pagePaths.endpoint(workspace, endpoint)
  if (target.type === "deployment" && deployment !== undefined) {
    return pagePaths.deployment(workspace, endpoint, deployment)
  }
  return null
}
