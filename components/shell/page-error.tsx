"use client"

import { useRouter } from "next/navigation"
import { useTransition } from "react"
import { useTranslations } from "use-intl/react"

import { Button, ButtonLink } from "#components/ui/button.tsx"
import { pagePaths } from "#lib/urls/contract.ts"

/** A page that failed while it was made: what to do, and the reference of the log line. */
export function PageError({
  error,
  onReset,
}: {
  readonly error: Error & { digest?: string }
  /** Draws the page again as the server has sent it. */
  readonly onReset: () => void
}) {
  const t = useTranslations("states")
  const router = useRouter()
  const [isPending, startRetry] = useTransition()
  // The server is asked again first: drawing what it has sent once more would fail in the same way.
  const retry = () =>
    startRetry(() => {
      router.refresh()
      onReset()
    })
  return (
    <main id="content" className="mx-auto flex max-w-prose flex-col items-start gap-4 p-6">
      <h1 className="text-xl font-semibold">{t("errorTitle")}</h1>
      <p>{t("errorHint")}</p>
      {error.digest && <p className="text-sm text-fg-2">{t("reference", { id: error.digest })}</p>}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" isPending={isPending} onClick={retry}>
          {t("retry")}
        </Button>
        <ButtonLink href={pagePaths.start}>{t("home")}</ButtonLink>
      </div>
    </main>
  )
}
