import type { DraftSummary } from "#lib/drafts/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

/**
 * The form that goes on with a draft, or null if the draft does not say which. The title of a deployment's or traffic's
 * draft begins with its endpoint: `<endpoint>/<deployment>`.
 */
export function draftPath(workspace: string, { id, kind, title }: Pick<DraftSummary, "id" | "kind" | "title">) {
  const page = pageOf(workspace, kind, title)
  return page === null ? null : (`${page}?draft=${id}` as const)
}

function pageOf(workspace: string, kind: DraftSummary["kind"], title: string) {
  if (kind === "online-endpoint") return pagePaths.newEndpoint(workspace)
  const [endpoint, deployment] = title.split("/")
  if (!endpoint) return null
  if (kind === "online-deployment") return pagePaths.newDeployment(workspace, endpoint)
  if (kind === "traffic") return pagePaths.endpointTab(workspace, endpoint, "traffic")
  return deployment ? pagePaths.editDeployment(workspace, endpoint, deployment) : null
}
