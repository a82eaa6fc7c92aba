import type { OnlineEndpointView } from "./schema.ts"

/** What people should know of an endpoint before anything else; at most one thing at a time. */
export type EndpointNotice =
  /** A change failed; the older revision goes on serving. */
  | { readonly kind: "updateFailed"; readonly names: readonly string[] }
  | { readonly kind: "changing"; readonly names: readonly string[] }
  | { readonly kind: "trafficOff" }
  | { readonly kind: "empty" }

const CHANGING = new Set<string>(["Creating", "Updating", "Scaling"])

/** The most urgent notice: a failed update, a change under way, no traffic, no deployments. Null when all is as wanted. */
export function endpointNotice({ deployments }: Pick<OnlineEndpointView, "deployments">): EndpointNotice | null {
  const namesOf = (chosen: typeof deployments) => chosen.map(({ name }) => name)
  const failed = deployments.filter((one) => one.failure_code !== null && one.ready_instances > 0)
  if (failed.length > 0) return { kind: "updateFailed", names: namesOf(failed) }
  const changing = deployments.filter((one) => CHANGING.has(one.provisioning_state))
  if (changing.length > 0) return { kind: "changing", names: namesOf(changing) }
  if (deployments.length === 0) return { kind: "empty" }
  return deployments.every(({ percent }) => percent === 0) ? { kind: "trafficOff" } : null
}
