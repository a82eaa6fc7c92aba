"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { sendJson } from "#components/data/send-json.ts"
import { ApiError } from "#components/data/api-error.ts"
import { useChange } from "#components/data/use-change.ts"
import { useToasts } from "#components/ui/toasts.tsx"
import { compareSettings, endpointSettings } from "#lib/endpoints/contract.ts"
import type { EndpointSettings, OnlineEndpointView } from "#lib/endpoints/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

const CHANGED_MEANWHILE = 412

/** Two people's changes that met: what both had read, what this one wants, what the other one has saved. */
export interface SettingsConflict {
  readonly base: EndpointSettings
  readonly mine: EndpointSettings
  readonly theirs: OnlineEndpointView
}

interface SettingsChange {
  /** The endpoint as it was read when the change began. */
  readonly base: OnlineEndpointView
  readonly settings: EndpointSettings
}

/**
 * Saves settings unless somebody else changed them since they were read; then both sides are shown. A change of something
 * else, such as the split, is no conflict: the settings are saved over it.
 */
export function useSaveSettings(workspace: string, onSaved: () => void) {
  const t = useTranslations("endpointSettings")
  const toasts = useToasts()
  const [conflict, setConflict] = useState<SettingsConflict | null>(null)
  const save = useChange(
    async ({ base, settings }: SettingsChange) => {
      const path = fillPath(apiPaths.onlineEndpoint, { workspace, endpoint: base.name })
      const put = async (revision: number) =>
        await sendJson("PUT", path, { body: toBody(base, settings), ifMatch: revision })
      try {
        await put(base.revision)
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== CHANGED_MEANWHILE) throw error
        const theirs = (await sendJson<OnlineEndpointView>("GET", path)).body
        const before = endpointSettings(base)
        const isUntouched = compareSettings(before, before, endpointSettings(theirs)).length === 0
        if (!isUntouched) return { base: before, mine: settings, theirs }
        await put(theirs.revision)
      }
      return null
    },
    {
      onDone: (met) => {
        setConflict(met)
        if (met) return
        toasts.add({ title: t("savedTitle") })
        onSaved()
      },
    },
  )
  return { save, conflict, closeConflict: () => setConflict(null) }
}

/** Without the split: leaving it out keeps it. */
function toBody({ name, auth_mode, public_network_access }: OnlineEndpointView, settings: EndpointSettings) {
  return { name, auth_mode, public_network_access, ...settings }
}
