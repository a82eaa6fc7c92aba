"use client"

import { RefreshCw } from "lucide-react"
import dynamic from "next/dynamic"
import { useTranslations } from "use-intl/react"

import type { ApiError } from "#components/data/api-error.ts"
import { useErrorText } from "#components/data/use-error-text.ts"
import { SignInLink } from "#components/identity/sign-in-link.tsx"

import { Button } from "./button.tsx"
import { Callout } from "./callout.tsx"
import { CopyButton } from "./copy-button.tsx"

const ForbiddenHelp = dynamic(async () => (await import("#components/identity/forbidden-help.tsx")).ForbiddenHelp, {
  ssr: false,
})

interface ErrorBlockProps {
  readonly error: ApiError
  /** What could not be shown or done, as a noun: "the deployments". */
  readonly what: string
  /** Whether older content is still shown below. */
  readonly isStale?: boolean
  readonly onRetry?: () => void
}

/** What happened, why, what to do, and the id to ask about it with. */
export function ErrorBlock({ error, what, isStale = false, onRetry }: ErrorBlockProps) {
  const t = useTranslations("states")
  const text = useErrorText()
  const title = error.status === 403 ? t("forbidden", { what }) : t(isStale ? "stale" : "failed", { what })
  const diagnostics = JSON.stringify({ status: error.status, ...error.problem, requestId: error.requestId }, null, 2)
  return (
    <Callout
      tone={error.isPassing || isStale ? "warn" : "bad"}
      title={title}
      isAlert
      actions={
        <>
          {error.status === 401 && <SignInLink />}
          {onRetry && (
            <Button size="sm" icon={<RefreshCw aria-hidden className="size-3.5" />} onClick={onRetry}>
              {t("retry")}
            </Button>
          )}
          <CopyButton text={diagnostics} label={t("copyDiagnostics")} isWide />
        </>
      }
    >
      {error.status === 403 ? <ForbiddenHelp action={error.problem.target} /> : <p>{text(error)}</p>}
      {error.requestId && <p className="text-sm text-fg-2">{t("requestId", { id: error.requestId })}</p>}
    </Callout>
  )
}
