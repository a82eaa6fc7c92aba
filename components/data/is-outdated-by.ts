/** What the change stream says: which kind of thing changed, and of which endpoint. */
export interface Change {
  readonly kind: "endpoints" | "operations" | "events" | "drafts"
  readonly endpoint: string | null
}

const LISTS: Readonly<Record<Change["kind"], RegExp>> = {
  endpoints: /\/(?:online-endpoints|deleted-endpoints)(?:\?|$)/,
  operations: /\/(?:operations(?:[/?]|$)|activity(?:\?|$))/,
  events: /\/(?:events|activity)(?:\?|$)/,
  drafts: /\/drafts(?:[/?]|$)/,
}

/** Whether an answer of the API, by its path, may be another one after a change. */
export function isOutdatedBy(path: string, { kind, endpoint }: Change): boolean {
  if (LISTS[kind].test(path)) return true
  if (kind !== "endpoints" || endpoint === null) return false
  const own = /\/online-endpoints\/([^/?]+)/.exec(path)?.[1]
  return own !== undefined && decodeURIComponent(own).toLowerCase() === endpoint.toLowerCase()
}
