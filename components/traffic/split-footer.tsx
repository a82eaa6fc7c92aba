"use client"

import { CircleCheck, TriangleAlert, Undo2 } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { Keys } from "#components/shortcuts/keys.tsx"
import { Button } from "#components/ui/button.tsx"

import { Remainder } from "./remainder.tsx"
import type { SplitDraft } from "./use-split-draft.ts"

interface SplitFooterProps {
  readonly draft: SplitDraft
  /** Why the change cannot be reviewed yet; null if it can. */
  readonly blocked: string | null
  readonly onReview: () => void
}

/** What it adds up to, and the way on. */
export function SplitFooter({ draft, blocked, onReview }: SplitFooterProps) {
  const t = useTranslations("traffic")
  const isWhole = draft.isOff || draft.sum === 100
  return (
    <div className="-mx-4 -mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="flex items-center gap-1.5 font-medium">
          {isWhole ? (
            <CircleCheck aria-hidden className="size-4 text-ok" />
          ) : (
            <TriangleAlert aria-hidden className="size-4 text-warn" />
          )}
          {draft.isOff ? t("totalOff") : t("total", { percent: draft.sum })}
        </p>
        {!isWhole && <Remainder draft={draft} />}
        {blocked !== null && <p className="text-sm text-fg-2">{blocked}</p>}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          variant="ghost"
          icon={<Undo2 aria-hidden className="size-4" />}
          disabled={!draft.canUndo}
          onClick={draft.undo}
        >
          {t("undo")}
        </Button>
        <Button disabled={!draft.isDirty} onClick={draft.discard}>
          {t("discard")}
        </Button>
        <Button variant="primary" disabled={blocked !== null || !draft.isDirty} onClick={onReview}>
          {t("review")}
          <span aria-hidden className="max-sm:hidden pointer-coarse:hidden">
            <Keys keys="mod+Enter" />
          </span>
        </Button>
      </div>
    </div>
  )
}
