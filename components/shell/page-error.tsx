"use client"

import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"

/** A page that failed while it was made: what to do, and the reference of the log line. */
export function PageError({
  error,
  onRetry,
}: {
  readonly error: Error & { digest?: string }
  readonly onRetry: () => void
}) {
  const t = useTranslations("states")
  return (
    <main id="content" className="mx-auto flex max-w-prose flex-col items-start gap-4 p-6">
      <h1 className="text-xl font-semibold">{t("errorTitle")}</h1>
      <p>{t("errorHint")}</p>
      {error.digest && <p className="text-sm text-fg-2">{t("reference", { id: error.digest })}</p>}
      <Button variant="primary" onClick={onRetry}>
        {t("retry")}
      </Button>
    </main>
  )
}
