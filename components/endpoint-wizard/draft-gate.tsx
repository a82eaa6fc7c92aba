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
import { useHydrated } from "#components/ui/use-hydrated.ts"
import type { DraftView } from "#lib/drafts/contract.ts"

import { DraftOffer } from "./draft-offer.tsx"
import type { DraftPlace } from "./draft-payload.ts"
import { WIZARD_PARAMS } from "./wizard-params.ts"

interface DraftGateProps {
  readonly workspace: string
  readonly place: DraftPlace
  readonly children: (draft: DraftView | null) => ReactNode
}

/** Opens the draft that the address names before the form is drawn; one that is gone is said, and the form starts blank. */
export function DraftGate({ workspace, place, children }: DraftGateProps) {
  const t = useTranslations("wizard")
  const [params] = useQueryStates(WIZARD_PARAMS)
  // A draft that the form itself makes later changes the address and not what is open.
  const [opened, setOpened] = useState(params.draft)
  const wanted = draftQuery(workspace, opened ?? "")
  const client = useQueryClient()
  const isHydrated = useHydrated()
  // What a document brought along is new. In a page that is opened later it may be of an earlier visit, and the form was saved
  // since: writing over that old revision would be a conflict with oneself.
  const forget = (draft: string) =>
    client.removeQueries({ queryKey: cacheKey(draftQuery(workspace, draft)), exact: true })
  useState(() => isHydrated && opened !== null && forget(opened))
  // Read once: afterwards the form is ahead of it, and in the end deletes it.
  const isThere = client.getQueryData(cacheKey(wanted)) !== undefined
  const query = useApi(wanted, { isEnabled: opened !== null && !isThere })
  if (opened === null) {
    return (
      <>
        <DraftOffer
          workspace={workspace}
          place={place}
          onOpen={(draft) => {
            forget(draft)
            setOpened(draft)
          }}
        />
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
