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

import type { SettingsDraft } from "./settings-draft.ts"

const CHANGED_MEANWHILE = 412

/** Two people's changes that met: what both had read, what this one wants, what the other one has saved. */
export interface SettingsConflict {
  readonly base: EndpointSettings
  readonly mine: EndpointSettings
  readonly theirs: OnlineEndpointView
  readonly sent: SettingsDraft
}

interface SettingsChange {
  /** The endpoint as it was read when the change began. */
  readonly base: OnlineEndpointView
  readonly settings: EndpointSettings
  /** What it was made of: anything newer in the form is not part of it. */
  readonly sent: SettingsDraft
}

/** Told the endpoint as it is then, and what of the form it holds. */
type OnSaved = (saved: OnlineEndpointView, sent: SettingsDraft) => void

/**
 * Saves settings unless somebody else changed them since they were read; then both sides are shown. A change of something
 * else, such as the split, is no conflict: the settings are saved over it.
 */
export function useSaveSettings(workspace: string, onSaved: OnSaved) {
  const t = useTranslations("endpointSettings")
  const toasts = useToasts()
  const [conflict, setConflict] = useState<SettingsConflict | null>(null)
  const save = useChange(
    async ({ base, settings, sent }: SettingsChange) => {
      const path = fillPath(apiPaths.onlineEndpoint, { workspace, endpoint: base.name })
      const put = async (revision: number) =>
        (await sendJson<OnlineEndpointView>("PUT", path, { body: toBody(base, settings), ifMatch: revision })).body
      try {
        return { saved: await put(base.revision), met: null }
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== CHANGED_MEANWHILE) throw error
        const theirs = (await sendJson<OnlineEndpointView>("GET", path)).body
        const before = endpointSettings(base)
        const isUntouched = compareSettings(before, before, endpointSettings(theirs)).length === 0
        if (!isUntouched) return { saved: null, met: { base: before, mine: settings, theirs, sent } }
        return { saved: await put(theirs.revision), met: null }
      }
    },
    {
      onDone: ({ saved, met }, { sent }) => {
        setConflict(met)
        if (!saved) return
        toasts.add({ title: t("savedTitle") })
        onSaved(saved, sent)
      },
    },
  )
  return { save, conflict, closeConflict: () => setConflict(null) }
}

/** Without the split: leaving it out keeps it. */
function toBody({ name, auth_mode, public_network_access }: OnlineEndpointView, settings: EndpointSettings) {
  return { name, auth_mode, public_network_access, ...settings }
}
