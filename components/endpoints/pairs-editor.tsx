"use client"

import { Plus, X } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { Input } from "#components/ui/controls.tsx"
import { IconButton } from "#components/ui/icon-button.tsx"

import { pairProblems } from "./pairs.ts"
import type { Pair } from "./pairs.ts"

const NAME_LENGTH_MAX = 256
const VALUE_LENGTH_MAX = 1000
const PAIRS_MAX = 50

interface PairsEditorProps {
  readonly legend: string
  readonly addLabel: string
  readonly pairs: readonly Pair[]
  readonly isDisabled: boolean
  readonly onChange: (pairs: readonly Pair[]) => void
}

/** Names with values, a row each. */
export function PairsEditor({ legend, addLabel, pairs, isDisabled, onChange }: PairsEditorProps) {
  const t = useTranslations("endpointSettings")
  const problems = pairProblems(pairs)
  const change = (index: number, next: Partial<Pair>) =>
    onChange(pairs.map((pair, at) => (at === index ? { ...pair, ...next } : pair)))
  return (
    <fieldset disabled={isDisabled} className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 font-medium">{legend}</legend>
      <p className="text-sm text-fg-2">{t("pairsHint", { max: PAIRS_MAX })}</p>
      {pairs.map(({ name, value }, index) => {
        const problem = problems[index] ?? null
        const words = { kind: legend, index: index + 1 }
        return (
          <div key={index} className="flex flex-col gap-1">
            <div className="flex items-center gap-2">
              <Input
                aria-label={t("pairNameOf", words)}
                aria-invalid={problem !== null || undefined}
                placeholder={t("pairName")}
                maxLength={NAME_LENGTH_MAX}
                value={name}
                onChange={({ target }) => change(index, { name: target.value })}
              />
              <Input
                aria-label={t("pairValueOf", words)}
                placeholder={t("pairValue")}
                maxLength={VALUE_LENGTH_MAX}
                value={value}
                onChange={({ target }) => change(index, { value: target.value })}
              />
              <IconButton
                label={t("pairRemove", { name: name.trim() === "" ? t("pairUnnamed") : name })}
                icon={<X aria-hidden className="size-4" />}
                onClick={() => onChange(pairs.filter((_, at) => at !== index))}
              />
            </div>
            {problem && (
              <p className="text-sm text-bad">{problem === "empty" ? t("pairEmpty") : t("pairTwice", { name })}</p>
            )}
          </div>
        )
      })}
      <Button
        size="sm"
        className="self-start"
        disabled={pairs.length >= PAIRS_MAX}
        icon={<Plus aria-hidden className="size-3.5" />}
        onClick={() => onChange([...pairs, { name: "", value: "" }])}
      >
        {addLabel}
      </Button>
    </fieldset>
  )
}
