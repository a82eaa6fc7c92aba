"use client"

import { useId } from "react"
import type { ReactNode } from "react"

import { cx } from "#components/ui/cx.ts"

interface ChoiceProps<Value extends string> {
  readonly legend: string
  readonly value: Value
  readonly options: ReadonlyArray<{
    readonly value: Value
    readonly label: ReactNode
    readonly hint?: ReactNode
    /** Why it cannot be chosen. */
    readonly disabled?: string
  }>
  readonly onChange: (value: Value) => void
}

/** One of a few that need a sentence each, as cards with radio buttons. What cannot be chosen says why. */
export function Choice<Value extends string>({ legend, value, options, onChange }: ChoiceProps<Value>) {
  const name = useId()
  return (
    <fieldset className="grid grid-cols-[repeat(auto-fill,minmax(min(12rem,100%),1fr))] gap-2">
      <legend className="mb-1 font-medium">{legend}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={cx(
            "flex min-h-10 gap-2 rounded-md border p-2.5 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
            option.value === value ? "border-accent bg-accent-soft" : "border-line-strong bg-panel",
            option.disabled === undefined ? "cursor-pointer" : "cursor-not-allowed border-line bg-panel-2",
          )}
        >
          <input
            type="radio"
            name={name}
            className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            checked={option.value === value}
            disabled={option.disabled !== undefined}
            onChange={() => onChange(option.value)}
          />
          <span className="flex min-w-0 flex-col gap-0.5">
            <span className="font-medium">{option.label}</span>
            {option.hint && <span className="text-sm text-fg-2">{option.hint}</span>}
            {option.disabled !== undefined && <span className="text-sm text-fg-2">{option.disabled}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
