import type { DraftSummary } from "#lib/drafts/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

/**
 * The form that goes on with a draft, or null if the draft does not say which. The title of a deployment's or traffic's
 * draft begins with its endpoint: `<endpoint>/<deployment>`.
 */
export function draftPath(workspace: string, { id, kind, title }: DraftSummary): string | null {
  if (kind === "online-endpoint") return `${pagePaths.newEndpoint(workspace)}?draft=${id}`
  const [endpoint] = title.split("/")
  if (!endpoint) return null
  const page =
    kind === "online-deployment"
      ? pagePaths.newDeployment(workspace, endpoint)
      : pagePaths.endpointTab(workspace, endpoint, "traffic")
  return `${page}?draft=${id}`
}
