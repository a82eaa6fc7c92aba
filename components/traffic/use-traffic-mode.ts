"use client"

import { useRouter } from "next/navigation"
import { useState } from "react"

import { sendJson } from "#components/data/send-json.ts"
import { useChange } from "#components/data/use-change.ts"
import { useViewer } from "#components/identity/viewer.tsx"
import { apiPaths } from "#lib/urls/contract.ts"

import type { TrafficMode } from "./use-split-draft.ts"

/** Whether other shares follow the one that is moved: a preference of the person, kept with their account. */
export function useTrafficMode(): readonly [mode: TrafficMode, setMode: (mode: TrafficMode) => void] {
  const { me } = useViewer()
  const router = useRouter()
  const [chosen, setChosen] = useState<TrafficMode | null>(null)
  const save = useChange(
    async (mode: TrafficMode) =>
      await sendJson("PATCH", apiPaths.me, { body: { preferences: { traffic_mode: mode } } }),
    // The shell has told who looks; it must say the new preference on the next page too.
    { onDone: () => router.refresh() },
  )
  const setMode = (mode: TrafficMode) => {
    setChosen(mode)
    save.mutate(mode)
  }
  return [chosen ?? me.preferences.traffic_mode, setMode]
}
