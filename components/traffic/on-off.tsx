"use client"

import { useId } from "react"
import { useTranslations } from "use-intl/react"

import { DeploymentFacts } from "./deployment-facts.tsx"
import type { TrafficPageData } from "./traffic-page-data.ts"
import type { SplitDraft } from "./use-split-draft.ts"

interface OnOffProps {
  readonly data: TrafficPageData
  readonly draft: SplitDraft
  readonly isAllowed: boolean
}

/** All or nothing: with one deployment there is nothing to divide. */
export function OnOff({ data, draft, isAllowed }: OnOffProps) {
  const t = useTranslations("traffic")
  const group = useId()
  const [only] = data.deployments
  if (!only) return null
  const options = [
    { label: t("allTo", { name: only.name }), isChosen: !draft.isOff, choose: () => draft.setOn(true) },
    { label: t("allOff"), isChosen: draft.isOff, choose: () => draft.setOn(false) },
  ]
  return (
    <div className="flex flex-wrap items-start justify-between gap-4 border-t border-line py-2">
      <DeploymentFacts deployment={only} />
      <fieldset disabled={!isAllowed} className="flex flex-col gap-1">
        <legend className="sr-only">{t("live")}</legend>
        {options.map(({ label, isChosen, choose }) => (
          <label key={label} className="touch-target flex min-h-7 items-center gap-2">
            <input type="radio" name={group} className="size-4 accent-accent" checked={isChosen} onChange={choose} />
            {label}
          </label>
        ))}
      </fieldset>
    </div>
  )
}
