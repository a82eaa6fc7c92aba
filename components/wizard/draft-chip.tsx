"use client"

import { Cloud, CloudOff, LoaderCircle, TriangleAlert } from "lucide-react"
import { useSyncExternalStore } from "react"
import { useFormatter, useTranslations } from "use-intl/react"

import type { DraftKeeper, KeeperState } from "./draft-keeper.ts"

const ICONS = {
  clean: Cloud,
  pending: Cloud,
  saving: LoaderCircle,
  saved: Cloud,
  offline: CloudOff,
  conflict: TriangleAlert,
  failed: TriangleAlert,
} as const satisfies Readonly<Record<KeeperState["status"], unknown>>

/** Where the draft stands: "Draft saved 14:02". */
export function DraftChip({ keeper }: { readonly keeper: DraftKeeper }) {
  const t = useTranslations("wizard")
  const format = useFormatter()
  const { status, savedAtMs } = useKeeperState(keeper)
  const Icon = ICONS[status]
  const time =
    savedAtMs === null ? "" : format.dateTime(savedAtMs, { hour: "2-digit", minute: "2-digit", hour12: false })
  return (
    <span className="inline-flex min-h-6 items-center gap-1.5 text-sm text-fg-2">
      <Icon aria-hidden className="size-4" />
      {t(`draft.${status}`, { time })}
    </span>
  )
}

export function useKeeperState(keeper: DraftKeeper): KeeperState {
  return useSyncExternalStore(keeper.subscribe, keeper.getState, keeper.getState)
}
