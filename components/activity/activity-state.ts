import { createLoader, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs/server"

import type { ActivityFilter } from "#components/data/activity-queries.ts"
import { ACTIVITY_TYPES } from "#lib/operations/contract.ts"
import type { ActivityType, OperationStatus } from "#lib/operations/contract.ts"

/** Types that happen to an endpoint. */
export const ENDPOINT_TYPES = ["endpoint", "deployment", "traffic", "test"] as const satisfies readonly ActivityType[]
export const RESULTS = ["InProgress", "Succeeded", "Failed", "Canceled"] as const satisfies readonly OperationStatus[]

/** What the page shows, as the address says it; values that mean nothing are as if they were not there. */
export const ACTIVITY_PARSERS = {
  q: parseAsString.withDefault(""),
  type: parseAsStringLiteral(ACTIVITY_TYPES),
  result: parseAsStringLiteral(RESULTS),
  actor: parseAsString.withDefault(""),
  /** The change that is marked and open, by its id. */
  t: parseAsInteger,
}

/** The state that the server finds in the address. */
export const loadActivityState = createLoader(ACTIVITY_PARSERS)

interface FilterState {
  readonly q: string
  readonly type: ActivityType | null
  readonly result: OperationStatus | null
  readonly actor: string
}

const LENGTH_MAX = 200

/** The filter as the API takes it. Server and browser make the same, so that the first page is not asked for twice. */
export function toActivityFilter({ q, type, result, actor }: FilterState, endpoint?: string): ActivityFilter {
  const text = q.trim().slice(0, LENGTH_MAX)
  const by = actor.trim().slice(0, LENGTH_MAX)
  return {
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(type === null ? {} : { type }),
    ...(result === null ? {} : { result }),
    ...(by === "" ? {} : { actor: by }),
    ...(text === "" ? {} : { q: text }),
  }
}
