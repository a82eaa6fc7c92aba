import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"

import { assignLooks } from "./deployment-look.ts"
import type { DeploymentLook } from "./deployment-look.ts"

const NO_LOOK: DeploymentLook = { slot: null, mark: "circle" }

/** How the deployments of an endpoint look, the same on every page: by the endpoint's own order of them. */
export function looksOf({ deployments }: Pick<OnlineEndpointView, "deployments">): (name: string) => DeploymentLook {
  const looks = assignLooks(deployments.map(({ name }) => name))
  return (name) => looks.get(name) ?? NO_LOOK
}
