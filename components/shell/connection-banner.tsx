"use client"

import { UserRoundX, WifiOff } from "lucide-react"
import { useFormatter, useTranslations } from "use-intl/react"

import { useConnection } from "#components/data/connection.ts"
import { useSessionEnded } from "#components/data/session-end.ts"
import { SignInLink } from "#components/identity/sign-in-link.tsx"

/** Says that what is on the screen is no longer kept up to date, and since when, or that somebody has to sign in first. */
export function ConnectionBanner() {
  const t = useTranslations("states")
  const format = useFormatter()
  const { isLive, sinceMs } = useConnection()
  const hasEnded = useSessionEnded()
  return (
    // Below the top bar, wherever on the page somebody types.
    <div role="status" aria-live="polite" className={hasEnded ? "sticky top-12 z-20" : undefined}>
      {hasEnded && (
        <p className="flex flex-wrap items-center gap-2 border-b border-warn bg-warn-soft px-4 py-2">
          <UserRoundX aria-hidden className="size-4 text-warn" />
          {t("sessionEnded")}
          <SignInLink />
        </p>
      )}
      {!hasEnded && !isLive && (
        <p className="flex items-center gap-2 border-b border-warn bg-warn-soft px-4 py-2">
          <WifiOff aria-hidden className="size-4 text-warn" />
          {t("offline", { time: format.dateTime(new Date(sinceMs), { timeStyle: "medium" }) })}
        </p>
      )}
    </div>
  )
}
