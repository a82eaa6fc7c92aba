import type { EndpointTab } from "#lib/urls/contract.ts"

/** What stands beside a breadcrumb: the other endpoints on the same tab, its tabs, or the endpoint's deployments. */
export type Siblings = {
  readonly workspace: string
  readonly endpoint: string
} & (
  | { readonly kind: "endpoints"; readonly tab: EndpointTab }
  | { readonly kind: "tabs"; readonly tab: EndpointTab }
  | { readonly kind: "deployments"; readonly deployment: string }
)
