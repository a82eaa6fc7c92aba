"use client"

import { useId } from "react"
import type { ReactNode } from "react"

/** What a control needs to be named and described by its field. */
export interface ControlIds {
  readonly id: string
  readonly "aria-describedby"?: string
  readonly "aria-invalid"?: true
}

interface FieldProps {
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** What is wrong with the value and how to mend it. */
  readonly error?: string | undefined
  /** Beside the label, for instance "optional". */
  readonly aside?: ReactNode
  readonly children: (control: ControlIds) => ReactNode
}

/** A control with its label, hint and error. */
export function Field({ label, hint, error, aside, children }: FieldProps) {
  const id = useId()
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter((one) => one !== null)
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {aside && <span className="text-sm text-fg-2">{aside}</span>}
      </div>
      {children({
        id,
        ...(described.length > 0 ? { "aria-describedby": described.join(" ") } : {}),
        ...(error ? { "aria-invalid": true as const } : {}),
      })}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-fg-2">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-sm text-bad">
          {error}
        </p>
      )}
    </div>
  )
}
