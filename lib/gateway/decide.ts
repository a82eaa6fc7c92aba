import type { DeploymentState } from "./deployment-state.ts"
import type { TableEndpoint } from "./table.ts"

/** Which deployment takes the request, or why none does. */
export type Decision =
  | { readonly deployment: DeploymentState }
  | { readonly refused: "unknown-deployment" | "no-traffic" }

/**
 * Decides which deployment of an endpoint takes a request. Pure.
 *
 * The header `azureml-model-deployment` wins over the weights and works at zero traffic; else the draw picks by weight.
 *
 * @param pinned the header's value, or undefined.
 * @param random in [0, 1); called once for an unpinned request with traffic and never otherwise, so that a seeded source
 *   lands exactly.
 */
export function decide(endpoint: TableEndpoint, pinned: string | undefined, random: () => number): Decision {
  if (pinned !== undefined) {
    const deployment = endpoint.deployments.get(pinned)
    return deployment === undefined ? { refused: "unknown-deployment" } : { deployment }
  }
  if (endpoint.sharesTotal === 0) return { refused: "no-traffic" }
  const drawn = random() * endpoint.sharesTotal
  for (const share of endpoint.shares) {
    if (drawn < share.upTo) return share
  }
  return { refused: "no-traffic" }
}
