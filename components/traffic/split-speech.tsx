"use client"

import { useTranslations } from "use-intl/react"

import { SettledStatus } from "#components/ui/settled-status.tsx"

import type { SplitDraft } from "./use-split-draft.ts"

/** Says where an edit came to, once it stands still: a slider's every step would be noise. */
export function SplitSpeech({ draft }: { readonly draft: SplitDraft }) {
  const t = useTranslations("traffic")
  const shares = draft.rows.map(({ name, percent }) => t("spokenShare", { name, percent })).join(", ")
  return <SettledStatus text={draft.isOff ? t("off") : t("spoken", { shares, sum: draft.sum })} />
}
