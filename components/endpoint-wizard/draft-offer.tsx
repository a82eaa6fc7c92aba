"use client"

import { useQueryStates } from "nuqs"
import { useTranslations } from "use-intl/react"

import { draftsQuery } from "#components/data/draft-queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { draftPath } from "#components/drafts/draft-path.ts"
import { ButtonLink } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"
import { Time } from "#components/ui/time.tsx"

import { belongsTo } from "./draft-payload.ts"
import type { DraftPlace } from "./draft-payload.ts"
import { WIZARD_PARAMS } from "./wizard-params.ts"

const OFFERED_MAX = 3

interface DraftOfferProps {
  readonly workspace: string
  readonly place: DraftPlace
  /** The link leads to the page that is open already, which therefore has to be told; not so where it opens another tab. */
  readonly onOpen: (draft: string) => void
}

/** Forms of this page that the person has begun: they go on where they stood. Only as the page was opened. */
export function DraftOffer({ workspace, place, onOpen }: DraftOfferProps) {
  const t = useTranslations("wizard")
  const [{ draft }] = useQueryStates(WIZARD_PARAMS)
  const { data } = useApi(draftsQuery(workspace))
  const begun = (data?.items ?? []).flatMap((one) => {
    const path = belongsTo(one, place) ? draftPath(workspace, one) : null
    return path === null ? [] : [{ ...one, path }]
  })
  // Once this form has a draft of its own, it is the one that goes on.
  if (begun.length === 0 || draft !== null) return null
  return (
    <Callout tone="info" title={t("begun", { count: begun.length })}>
      <ul className="flex flex-col gap-2">
        {begun.slice(0, OFFERED_MAX).map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-2">
            <ButtonLink size="sm" href={one.path} prefetch={false} onNavigate={() => onOpen(one.id)}>
              {t("continueDraft", { name: one.title || t("untitled") })}
            </ButtonLink>
            <span className="text-sm text-fg-2">
              <Time at={one.updated_at} isRelative />
            </span>
          </li>
        ))}
      </ul>
    </Callout>
  )
}
