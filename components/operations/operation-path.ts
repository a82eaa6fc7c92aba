import type { OperationView } from "#lib/operations/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

type Subject = Pick<OperationView, "kind" | "target" | "status">

/** The page that shows what an operation changes. A deployment's name is that of its endpoint, `/` and its own. */
export function operationPath(workspace: string, { kind, target, status }: Subject) {
  const [endpoint = target.name, deployment] = target.name.split("/")
  switch (kind) {
    case "endpoint.delete":
      return status === "Succeeded" ? pagePaths.deletedEndpoints(workspace) : pagePaths.endpoint(workspace, endpoint)
    case "endpoint.create":
    case "endpoint.update":
    case "endpoint.restore":
      return pagePaths.endpoint(workspace, endpoint)
    case "endpoint.regenerateKeys":
      return pagePaths.endpointTab(workspace, endpoint, "consume")
    case "traffic.update":
      return pagePaths.endpointTab(workspace, endpoint, "traffic")
    case "deployment.delete":
      return pagePaths.endpointTab(workspace, endpoint, "deployments")
    case "deployment.create":
    case "deployment.update":
    case "deployment.restore":
      return deployment === undefined
        ? pagePaths.endpointTab(workspace, endpoint, "deployments")
        : pagePaths.deployment(workspace, endpoint, deployment)
  }
}
