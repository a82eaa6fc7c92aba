"use client"

import { ArrowRight } from "lucide-react"
import { useTranslations } from "use-intl/react"

interface ShareChangeProps {
  readonly before: number
  readonly after: number
}

/** A share now, and what it becomes. */
export function ShareChange({ before, after }: ShareChangeProps) {
  const t = useTranslations("traffic")
  if (before === after) {
    return <p className="text-fg-2">{t("stays", { percent: before })}</p>
  }
  return (
    <p className="flex flex-wrap items-center gap-x-1.5">
      <span className="text-fg-2">{t("percent", { percent: before })}</span>
      <ArrowRight aria-label={t("becomes")} role="img" className="size-3.5 shrink-0" />
      <span className="font-semibold">{t("percent", { percent: after })}</span>
      <span className={after > before ? "text-info" : "text-fg-2"}>
        {t(after > before ? "up" : "down", { by: Math.abs(after - before) })}
      </span>
    </p>
  )
}
