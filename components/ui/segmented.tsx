"use client"

import { useId } from "react"

import { cx } from "./cx.ts"

interface SegmentedProps<Value extends string> {
  /** What is chosen, for readers. */
  readonly label: string
  readonly value: Value
  readonly options: ReadonlyArray<{ readonly value: Value; readonly label: string; readonly hint?: string }>
  readonly isDisabled?: boolean
  readonly onChange: (value: Value) => void
}

/** One of two or three, side by side: the browser's own radio buttons, so arrows choose. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, options, isDisabled = false, onChange } = props
  const name = useId()
  return (
    <fieldset
      className="inline-flex max-w-full flex-wrap rounded-md border border-line-strong p-0.5"
      disabled={isDisabled}
    >
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          title={option.hint}
          className={cx(
            "touch-target inline-flex min-h-6.5 cursor-pointer items-center justify-center rounded-sm px-2.5 text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
            option.value === value
              ? "bg-accent-soft font-medium text-accent forced-colors:outline-1"
              : "text-fg-2 hover:text-fg",
          )}
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}
