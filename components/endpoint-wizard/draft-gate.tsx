"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useQueryStates } from "nuqs"
import { useState } from "react"
import type { ReactNode } from "react"
import { useTranslations } from "use-intl/react"

import { draftQuery } from "#components/data/draft-queries.ts"
import { cacheKey, useApi } from "#components/data/use-api.ts"
import { Callout } from "#components/ui/callout.tsx"
import { ErrorBlock } from "#components/ui/error-block.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import type { DraftView } from "#lib/drafts/contract.ts"

import { DraftOffer } from "./draft-offer.tsx"
import { WIZARD_PARAMS } from "./wizard-params.ts"

interface DraftGateProps {
  readonly workspace: string
  /** The page's endpoint; null where one is made. */
  readonly endpoint: string | null
  readonly children: (draft: DraftView | null) => ReactNode
}

/** Opens the draft that the address names before the form is drawn; one that is gone is said, and the form starts blank. */
export function DraftGate({ workspace, endpoint, children }: DraftGateProps) {
  const t = useTranslations("wizard")
  const [params] = useQueryStates(WIZARD_PARAMS)
  // A draft that the form itself makes later changes the address and not what is open.
  const [opened] = useState(params.draft)
  const wanted = draftQuery(workspace, opened ?? "")
  // Read once: afterwards the form is ahead of it, and in the end deletes it.
  const isThere = useQueryClient().getQueryData(cacheKey(wanted)) !== undefined
  const query = useApi(wanted, { isEnabled: opened !== null && !isThere })
  if (opened === null) {
    return (
      <>
        <DraftOffer workspace={workspace} endpoint={endpoint} />
        {children(null)}
      </>
    )
  }
  if (query.data) return children(query.data)
  if (!query.error) return <Skeleton rows={8} label={t("loadingDraft")} />
  if (query.error.status !== 404) {
    return <ErrorBlock error={query.error} what={t("what")} onRetry={() => void query.refetch()} />
  }
  return (
    <>
      <Callout tone="warn" title={t("draftGone")} />
      {children(null)}
    </>
  )
}
