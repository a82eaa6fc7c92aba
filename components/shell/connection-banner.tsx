"use client"

import { WifiOff } from "lucide-react"
import { useFormatter, useTranslations } from "use-intl/react"

import { useConnection } from "#components/data/connection.ts"

/** Says that what is on the screen is no longer kept up to date, and since when. */
export function ConnectionBanner() {
  const t = useTranslations("states")
  const format = useFormatter()
  const { isLive, sinceMs } = useConnection()
  return (
    <div role="status" aria-live="polite">
      {!isLive && (
        <p className="flex items-center gap-2 border-b border-warn bg-warn-soft px-4 py-2">
          <WifiOff aria-hidden className="size-4 text-warn" />
          {t("offline", { time: format.dateTime(new Date(sinceMs), { timeStyle: "medium" }) })}
        </p>
      )}
    </div>
  )
}
