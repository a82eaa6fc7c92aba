"use client"

import { CircleCheck, CircleDashed, OctagonX } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { Time } from "#components/ui/time.tsx"

import type { TrafficPageData } from "./traffic-page-data.ts"

const LOOKS = {
  InProgress: { icon: CircleDashed, colour: "text-info" },
  Succeeded: { icon: CircleCheck, colour: "text-ok" },
  Failed: { icon: OctagonX, colour: "text-bad" },
  Canceled: { icon: OctagonX, colour: "text-bad" },
} as const

/** Who made the split in force, when and why, and whether every gateway routes by it yet. */
export function TrafficState({ data }: { readonly data: TrafficPageData }) {
  const t = useTranslations("traffic")
  const { operation } = data
  const [newest] = data.revisions
  if (!newest) return null
  const status = operation?.status ?? "Succeeded"
  const { icon: Icon, colour } = LOOKS[status]
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <p role="status" className="inline-flex items-center gap-1.5">
        <Icon aria-hidden className={`size-4 shrink-0 ${colour}`} />
        {t(`routing.${status}`)}
      </p>
      <p className="flex flex-wrap gap-x-2 text-fg-2">
        <a href="#history" className="underline">
          {t("revision", { number: newest.number })}
        </a>
        <span>{newest.created_by}</span>
        <Time at={newest.created_at} isRelative />
        {newest.reason !== "" && <span>{t("quoted", { text: newest.reason })}</span>}
      </p>
      {operation?.error && <p className="w-full text-bad">{operation.error.message}</p>}
    </div>
  )
}
