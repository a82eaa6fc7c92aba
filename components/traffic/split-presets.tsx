"use client"

import { ArrowLeftRight, Equal, RotateCcw } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { Select } from "#components/ui/controls.tsx"
import { maxFor, rebalance, SHARE_PRESETS, splitEvenly, swapShares } from "#lib/traffic/contract.ts"

import type { SplitDraft } from "./use-split-draft.ts"

/** Splits that people want most, one press each. */
export function SplitPresets({ draft }: { readonly draft: SplitDraft }) {
  const t = useTranslations("traffic")
  const [chosen, setChosen] = useState<string | null>(null)
  const free = draft.rows.filter(({ isLocked }) => !isLocked)
  // The newest deployment is what people move requests to.
  const name = free.find((row) => row.name === chosen)?.name ?? free.at(-1)?.name
  const swapped = swapShares(draft.rows)
  const max = name === undefined ? 0 : maxFor(draft.rows, name)
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div role="group" aria-label={t("presets")} className="flex flex-wrap items-center gap-1">
        <label className="flex items-center gap-2">
          <span className="text-fg-2">{t("give")}</span>
          <Select
            className="w-auto! max-w-40"
            value={name ?? ""}
            disabled={draft.isOff || name === undefined}
            onChange={({ target }) => setChosen(target.value)}
          >
            {free.map((row) => (
              <option key={row.name}>{row.name}</option>
            ))}
          </Select>
        </label>
        {SHARE_PRESETS.map((percent) => (
          <Button
            key={percent}
            size="sm"
            variant="ghost"
            aria-label={t("giveShare", { name: name ?? "", percent })}
            disabled={draft.isOff || name === undefined || free.length < 2 || percent > max}
            onClick={() => name !== undefined && draft.replace(rebalance(draft.rows, name, percent))}
          >
            {t("percent", { percent })}
          </Button>
        ))}
      </div>
      <div className="flex flex-wrap gap-1">
        <Button
          size="sm"
          variant="ghost"
          icon={<Equal aria-hidden className="size-3.5" />}
          disabled={draft.isOff || free.length < 2}
          onClick={() => draft.replace(splitEvenly(draft.rows))}
        >
          {t("evenly")}
        </Button>
        <Button
          size="sm"
          variant="ghost"
          icon={<ArrowLeftRight aria-hidden className="size-3.5" />}
          disabled={draft.isOff || swapped === null}
          onClick={() => swapped && draft.replace(swapped)}
        >
          {t("swap")}
        </Button>
        <Button
          size="sm"
          variant="ghost"
          icon={<RotateCcw aria-hidden className="size-3.5" />}
          disabled={!draft.isDirty}
          onClick={draft.toCurrent}
        >
          {t("backToCurrent")}
        </Button>
      </div>
    </div>
  )
}
