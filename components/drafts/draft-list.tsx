"use client"

import { Trash2 } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { draftsQuery } from "#components/data/draft-queries.ts"
import { sendJson } from "#components/data/send-json.ts"
import { useApi } from "#components/data/use-api.ts"
import { useChange } from "#components/data/use-change.ts"
import { useErrorText } from "#components/data/use-error-text.ts"
import { ButtonLink } from "#components/ui/button.tsx"
import { IconButton } from "#components/ui/icon-button.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import { useToasts } from "#components/ui/toasts.tsx"
import type { DraftSummary } from "#lib/drafts/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

import { draftPath } from "./draft-path.ts"

/** What the person has begun and not finished: to go on with or to throw away. Nothing if there is nothing. */
export function DraftList({ workspace }: { readonly workspace: string }) {
  const t = useTranslations("drafts")
  const { data } = useApi(draftsQuery(workspace))
  const drafts = data?.items ?? []
  if (drafts.length === 0) return null
  return (
    <Panel title={t("title", { count: drafts.length })}>
      <ul className="flex flex-col divide-y divide-line">
        {drafts.map((draft) => (
          <DraftRow key={draft.id} workspace={workspace} draft={draft} />
        ))}
      </ul>
    </Panel>
  )
}

function DraftRow({ workspace, draft }: { readonly workspace: string; readonly draft: DraftSummary }) {
  const t = useTranslations("drafts")
  const toasts = useToasts()
  const text = useErrorText()
  const discard = useChange(
    async () => await sendJson("DELETE", fillPath(apiPaths.draft, { workspace, draft: draft.id })),
    { onFailed: (error) => toasts.add({ title: t("discardFailed"), description: text(error) }) },
  )
  const path = draftPath(workspace, draft)
  const name = draft.title || t("untitled")
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1.5">
      <div className="flex min-w-40 flex-1 flex-wrap items-baseline gap-x-3">
        <span className="font-medium">{name}</span>
        <span className="text-sm text-fg-2">{t(`kinds.${draft.kind}`)}</span>
      </div>
      <span className="text-sm text-fg-2">
        <Time at={draft.updated_at} isRelative />
      </span>
      <div className="flex items-center gap-1">
        {path && (
          <ButtonLink href={path} size="sm" aria-label={t("continueNamed", { name })}>
            {t("continue")}
          </ButtonLink>
        )}
        <IconButton
          label={t("discard", { name })}
          icon={<Trash2 aria-hidden className="size-4" />}
          disabled={discard.isPending}
          onClick={() => discard.mutate()}
        />
      </div>
    </li>
  )
}
