"use client"

import type { ReactNode } from "react"

import { Field } from "#components/ui/field.tsx"
import type { ControlIds } from "#components/ui/field.tsx"

import { useWizard } from "./wizard-context.ts"

interface WizardFieldProps {
  /** The key of the request, after `endpoint.` or `deployment.`. */
  readonly field: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly aside?: ReactNode
  readonly children: (control: ControlIds) => ReactNode
}

/** A field of the wizard: it says what is wrong once it was left, and can be gone to by its key. */
export function WizardField({ field, label, hint, aside, children }: WizardFieldProps) {
  const { errorOf, touch } = useWizard()
  return (
    <div data-field={field} onBlur={() => touch(field)}>
      <Field label={label} hint={hint} aside={aside} error={errorOf(field)}>
        {children}
      </Field>
    </div>
  )
}
