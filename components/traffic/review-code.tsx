"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { CodeBlock } from "#components/ui/code-block.tsx"
import { Segmented } from "#components/ui/segmented.tsx"

import { changeAsCode } from "./change-as-code.ts"
import type { TrafficPageData } from "./traffic-page-data.ts"
import type { SplitDraft } from "./use-split-draft.ts"

const KINDS = ["cli", "rest", "yaml"] as const

interface ReviewCodeProps {
  readonly data: TrafficPageData
  readonly draft: SplitDraft
  readonly reason: string
  readonly isForced: boolean
}

/** The same change as a command, a request and a file, to copy. */
export function ReviewCode({ data, draft, reason, isForced }: ReviewCodeProps) {
  const t = useTranslations("traffic")
  const [kind, setKind] = useState<(typeof KINDS)[number]>("cli")
  const { workspace, endpoint, traffic } = data
  const code = changeAsCode({ workspace, endpoint, shares: draft.rows, revision: traffic.revision, reason, isForced })
  return (
    <section aria-label={t("asCode")} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium">{t("asCode")}</h3>
        <Segmented
          label={t("asCode")}
          value={kind}
          options={KINDS.map((value) => ({ value, label: t(`code.${value}`) }))}
          onChange={setKind}
        />
      </div>
      <CodeBlock code={code[kind]} label={t(`code.${kind}`)} />
    </section>
  )
}
