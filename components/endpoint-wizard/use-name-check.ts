"use client"

import { useQuery } from "@tanstack/react-query"

import { sendJson } from "#components/data/send-json.ts"
import { useDebounced } from "#components/ui/use-debounced.ts"
import { resourceName } from "#lib/endpoints/contract.ts"
import type { EndpointPreflight } from "#lib/endpoints/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

const CHECK_AFTER_MS = 300

/** What the studio says of a name for a new endpoint. */
export interface NameCheck {
  readonly state: "unknown" | "checking" | "free" | "taken"
  /** A name like it that is free. */
  readonly suggestion: string
  /** The address that the endpoint would have. */
  readonly scoringUri: string
}

const UNKNOWN: NameCheck = { state: "unknown", suggestion: "", scoringUri: "" }

/** Asks whether a name is free, a moment after it was typed. */
export function useNameCheck(workspace: string, typed: string, isEnabled: boolean): NameCheck {
  const name = useDebounced(typed.trim(), CHECK_AFTER_MS)
  const isName = resourceName.safeParse(name).success
  const path = `${fillPath(apiPaths.checkEndpoint, { workspace, endpoint: name })}?create_only=true`
  const { data } = useQuery({
    queryKey: [path],
    queryFn: async ({ signal }) => (await sendJson<EndpointPreflight>("POST", path, { body: { name }, signal })).body,
    enabled: isEnabled && isName,
  })
  if (!isEnabled || !isName) return UNKNOWN
  if (data === undefined || name !== typed.trim()) return { ...UNKNOWN, state: "checking" }
  const check = data.checks.find(({ field }) => field === "name")
  if (check === undefined) return UNKNOWN
  const { suggestion = "", scoring_uri: uri = "" } = check.values
  return { state: check.level === "fail" ? "taken" : "free", suggestion: String(suggestion), scoringUri: String(uri) }
}
