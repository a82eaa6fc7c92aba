import type { Health, OnlineEndpointView } from "#lib/endpoints/contract.ts"

/** The columns that the list can be ordered by. */
export const SORT_COLUMNS = ["name", "status", "traffic", "deployments", "auth", "tags", "updated", "created"] as const
export type SortColumn = (typeof SORT_COLUMNS)[number]

/** From the best to the worst. */
export const HEALTH_ORDER = ["Healthy", "Idle", "Unknown", "Degraded", "Unhealthy"] as const satisfies readonly Health[]

/** What the list is narrowed to; what is empty or false narrows nothing. */
export interface EndpointFilter {
  /** Words that must all occur in name, description, tags or names of deployments. */
  readonly q: string
  readonly health: readonly Health[]
  /** `key=value`. */
  readonly tag: string
  /** Only those without live traffic. */
  readonly isOff: boolean
  /** Only those whose last change, or a deployment's, failed. */
  readonly isFailing: boolean
}

interface EndpointOrder {
  readonly column: SortColumn
  readonly isDescending: boolean
}

/** The endpoints that the list shows, in its order. Equal ones stay in the order of their names. */
export function selectEndpoints(
  endpoints: readonly OnlineEndpointView[],
  filter: EndpointFilter,
  { column, isDescending }: EndpointOrder,
): OnlineEndpointView[] {
  const words = fold(filter.q).split(/\s+/).filter(Boolean)
  const found = endpoints.filter((endpoint) => matches(endpoint, filter, words))
  const keyed = found.map((endpoint) => ({ endpoint, key: sortKey(endpoint, column) }))
  const sign = isDescending ? -1 : 1
  keyed.sort((a, b) => sign * compare(a.key, b.key) || compareText(a.endpoint.name, b.endpoint.name))
  return keyed.map(({ endpoint }) => endpoint)
}

/** Whether it takes no live requests: no deployment has a share. */
export const isTrafficOff = ({ deployments }: OnlineEndpointView): boolean =>
  deployments.every(({ percent }) => percent === 0)

/** Whether its last change, or the last change of one of its deployments, failed. */
export const isFailing = ({ provisioning_state: state, deployments }: OnlineEndpointView): boolean =>
  state === "Failed" || deployments.some((one) => one.provisioning_state === "Failed" || one.failure_code !== null)

/** A tag as filters write it. */
export const tagText = (key: string, value: string): string => (value === "" ? key : `${key}=${value}`)

const tagTexts = ({ tags }: OnlineEndpointView) => Object.entries(tags).map(([key, value]) => tagText(key, value))

/** Every tag that some endpoint has, in order. */
export function listTags(endpoints: readonly OnlineEndpointView[]): string[] {
  return [...new Set(endpoints.flatMap(tagTexts))].toSorted(compareText)
}

/** How many endpoints are of each health. */
export function countHealth(endpoints: readonly OnlineEndpointView[]): ReadonlyMap<Health, number> {
  const counts = new Map<Health, number>()
  for (const { health } of endpoints) counts.set(health, (counts.get(health) ?? 0) + 1)
  return counts
}

function matches(endpoint: OnlineEndpointView, filter: EndpointFilter, words: readonly string[]): boolean {
  if (filter.health.length > 0 && !filter.health.includes(endpoint.health)) return false
  if (filter.isOff && !isTrafficOff(endpoint)) return false
  if (filter.isFailing && !isFailing(endpoint)) return false
  if (filter.tag !== "" && !tagTexts(endpoint).includes(filter.tag)) return false
  if (words.length === 0) return true
  const { name, description, deployments } = endpoint
  const text = fold([name, description, ...tagTexts(endpoint), ...deployments.map((one) => one.name)].join("\n"))
  return words.every((word) => text.includes(word))
}

/** Small letters without accents: "regresion" finds "Regresión". */
function fold(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{Diacritic}/gu, "")
    .toLowerCase()
}

type SortKey = string | number

function sortKey(endpoint: OnlineEndpointView, column: SortColumn): SortKey {
  switch (column) {
    case "name":
      return endpoint.name.toLowerCase()
    case "status":
      return HEALTH_ORDER.indexOf(endpoint.health) * 2 + (isFailing(endpoint) ? 1 : 0)
    case "traffic":
      return endpoint.deployments.filter(({ percent }) => percent > 0).length
    case "deployments":
      return endpoint.deployments.length
    case "auth":
      return endpoint.auth_mode
    case "tags":
      return tagTexts(endpoint).join(" ")
    case "updated":
      return endpoint.updated_at
    case "created":
      return endpoint.created_at
  }
}

// One collator for all: `localeCompare` makes one each time. The order of names is the same in every language.
const collator = new Intl.Collator("en", { numeric: true })
const compareText = (a: string, b: string) => collator.compare(a, b)

function compare(a: SortKey, b: SortKey): number {
  return typeof a === "number" && typeof b === "number" ? a - b : compareText(String(a), String(b))
}
