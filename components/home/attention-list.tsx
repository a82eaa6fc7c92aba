"use client"

import { CircleCheck, Info, OctagonX, TriangleAlert } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { useRowKeys } from "#components/shortcuts/use-row-keys.ts"
import { Button, ButtonLink } from "#components/ui/button.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { listAttention } from "#lib/attention/contract.ts"
import type { Attention } from "#lib/attention/contract.ts"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

const FIRST_ROWS = 8
const LOOKS = {
  bad: { icon: OctagonX, colour: "text-bad" },
  warn: { icon: TriangleAlert, colour: "text-warn" },
  info: { icon: Info, colour: "text-info" },
} as const

interface AttentionListProps {
  readonly workspace: string
  readonly endpoints: readonly OnlineEndpointView[]
}

/** What needs a person, the worst first, each with the one place to go. */
export function AttentionList({ workspace, endpoints }: AttentionListProps) {
  const t = useTranslations("home")
  const [isWhole, setWhole] = useState(false)
  const list = useRowKeys<HTMLUListElement>()
  const all = listAttention(endpoints)
  const shown = isWhole ? all : all.slice(0, FIRST_ROWS)
  return (
    <Panel title={t("attention", { count: all.length })}>
      {all.length === 0 ? (
        <p className="flex items-center gap-2">
          <CircleCheck aria-hidden className="size-4 shrink-0 text-ok" />
          {t("allWell")}
        </p>
      ) : (
        <ul ref={list} className="flex flex-col divide-y divide-line">
          {shown.map((one) => (
            <AttentionRow key={`${one.endpoint}/${one.deployment ?? ""}`} workspace={workspace} attention={one} />
          ))}
        </ul>
      )}
      {shown.length < all.length && (
        <Button className="self-start" size="sm" onClick={() => setWhole(true)}>
          {t("showAll", { count: all.length })}
        </Button>
      )}
    </Panel>
  )
}

function AttentionRow({ workspace, attention }: { readonly workspace: string; readonly attention: Attention }) {
  const t = useTranslations("home")
  const { severity, kind, endpoint, deployment, code, ready, wanted } = attention
  const { icon: Icon, colour } = LOOKS[severity]
  const href =
    deployment === null
      ? pagePaths.endpointTab(workspace, endpoint, "traffic")
      : pagePaths.deployment(workspace, endpoint, deployment)
  const name = deployment === null ? endpoint : `${endpoint}/${deployment}`
  return (
    <li data-row className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 has-focus-visible:bg-panel-2">
      <span className="flex min-w-0 flex-1 basis-64 items-start gap-2">
        <Icon role="img" aria-label={t(`severities.${severity}`)} className={`mt-0.5 size-4 shrink-0 ${colour}`} />
        <span className="min-w-0 wrap-anywhere">
          <span className="font-medium">{name}</span>
          <span className="block text-fg-2">{t(`reasons.${kind}`, { code: code ?? "", ready, wanted })}</span>
        </span>
      </span>
      <ButtonLink size="sm" href={href} data-row-link aria-label={t(`actionsOf.${kind}`, { name })}>
        {t(`actions.${kind}`)}
      </ButtonLink>
    </li>
  )
}
