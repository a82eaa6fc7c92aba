"use client"

import { useTranslations } from "use-intl/react"

import { useDebounced } from "#components/ui/use-debounced.ts"

import type { SplitDraft } from "./use-split-draft.ts"

const SPEAK_AFTER_MS = 600

/** Says where an edit came to, once it stands still: a slider's every step would be noise. */
export function SplitSpeech({ draft }: { readonly draft: SplitDraft }) {
  const t = useTranslations("traffic")
  const shares = draft.rows.map(({ name, percent }) => t("spokenShare", { name, percent })).join(", ")
  const sentence = useDebounced(draft.isOff ? t("off") : t("spoken", { shares, sum: draft.sum }), SPEAK_AFTER_MS)
  return (
    <p aria-live="polite" className="sr-only">
      {sentence}
    </p>
  )
}
