"use client"

import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { Input } from "#components/ui/controls.tsx"

import { WizardField } from "./wizard-field.tsx"

interface NumberFieldProps {
  readonly field: string
  readonly label: string
  readonly hint?: string
  readonly value: string
  /** What nobody has to type. */
  readonly initial: string
  readonly onChange: (value: string) => void
}

/** A whole number. It stays text until it is sent, so that half a number is no number; its default is one press away. */
export function NumberField({ field, label, hint, value, initial, onChange }: NumberFieldProps) {
  const t = useTranslations("wizard")
  return (
    <WizardField
      field={field}
      label={label}
      hint={hint}
      aside={
        value !== initial && (
          <Button
            size="sm"
            variant="ghost"
            onClick={() => onChange(initial)}
            aria-label={t("resetField", { field: label })}
          >
            {t("reset", { value: initial })}
          </Button>
        )
      }
    >
      {(control) => (
        <Input {...control} inputMode="numeric" value={value} onChange={({ target }) => onChange(target.value)} />
      )}
    </WizardField>
  )
}
