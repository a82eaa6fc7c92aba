"use client"

import { useTranslations } from "use-intl/react"

import { Select } from "#components/ui/controls.tsx"

import type { SplitDraft } from "./use-split-draft.ts"

/** What is missing from 100, or is too much, and who may take or give it. */
export function Remainder({ draft }: { readonly draft: SplitDraft }) {
  const t = useTranslations("traffic")
  const missing = 100 - draft.sum
  const able = draft.rows.filter(({ isLocked, percent }) => !isLocked && percent + missing >= 0)
  const give = (name: string) =>
    draft.replace(draft.rows.map((row) => (row.name === name ? { ...row, percent: row.percent + missing } : row)))
  return (
    <label className="flex flex-wrap items-center gap-2 rounded-md bg-warn-soft px-2 py-1 text-warn">
      {missing > 0 ? t("unassigned", { percent: missing }) : t("tooMuch", { percent: -missing })}
      <Select className="w-auto!" value="" onChange={({ target }) => give(target.value)}>
        <option value="" disabled>
          {t(missing > 0 ? "giveTo" : "takeFrom")}
        </option>
        {able.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
    </label>
  )
}
