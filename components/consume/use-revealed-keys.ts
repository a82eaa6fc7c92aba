"use client"

import { useEffect, useState } from "react"

import { sendJson } from "#components/data/send-json.ts"
import { useChange } from "#components/data/use-change.ts"
import type { EndpointKeysView } from "#lib/endpoints/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

/** How long keys stay on the screen, seconds. */
export const KEYS_SHOWN_S = 30

/** The endpoint's keys while somebody looks at them. They are never in the cache of answers. */
export function useRevealedKeys(workspace: string, endpoint: string) {
  const [keys, setKeys] = useState<EndpointKeysView | null>(null)
  const path = fillPath(apiPaths.endpointKeys, { workspace, endpoint })
  const reveal = useChange(async () => (await sendJson<EndpointKeysView>("GET", path)).body, { onDone: setKeys })
  useEffect(() => {
    if (!keys) return undefined
    const timer = setTimeout(() => setKeys(null), KEYS_SHOWN_S * 1000)
    return () => clearTimeout(timer)
  }, [keys])
  return { keys, reveal, hide: () => setKeys(null) }
}
