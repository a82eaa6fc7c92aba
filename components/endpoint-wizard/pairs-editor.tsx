"use client"

import { Plus, Trash2 } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { Input } from "#components/ui/controls.tsx"
import { IconButton } from "#components/ui/icon-button.tsx"

import { useWizard } from "./wizard-context.ts"

interface Pair {
  readonly key: string
  readonly value: string
}

interface PairsEditorProps {
  readonly field: string
  readonly legend: string
  readonly pairs: readonly Pair[]
  readonly onChange: (pairs: Pair[]) => void
}

/** Tags: keys and values, row by row. */
export function PairsEditor({ field, legend, pairs, onChange }: PairsEditorProps) {
  const t = useTranslations("wizard")
  const { errorOf, touch } = useWizard()
  const error = errorOf(field)
  const set = (index: number, change: Partial<Pair>) =>
    onChange(pairs.map((pair, at) => (at === index ? { ...pair, ...change } : pair)))
  return (
    <fieldset data-field={field} className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">{legend}</legend>
      {pairs.map((pair, index) => (
        <div key={index} className="flex items-center gap-2">
          <Input
            aria-label={t("pairKey", { row: index + 1 })}
            placeholder={t("key")}
            value={pair.key}
            maxLength={256}
            onBlur={() => touch(field)}
            onChange={({ target }) => set(index, { key: target.value })}
          />
          <Input
            aria-label={t("pairValue", { row: index + 1 })}
            placeholder={t("value")}
            value={pair.value}
            maxLength={1000}
            onChange={({ target }) => set(index, { value: target.value })}
          />
          <IconButton
            label={t("removeRow", { row: index + 1 })}
            icon={<Trash2 aria-hidden className="size-4" />}
            onClick={() => onChange(pairs.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {error && <p className="text-sm text-bad">{error}</p>}
      <Button
        size="sm"
        className="self-start"
        icon={<Plus aria-hidden className="size-3.5" />}
        onClick={() => onChange([...pairs, { key: "", value: "" }])}
      >
        {t("addRow", { what: legend })}
      </Button>
    </fieldset>
  )
}
