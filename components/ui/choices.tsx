"use client"

import { useId } from "react"
import type { ReactNode } from "react"

interface ChoicesProps<Value extends string> {
  readonly legend: ReactNode
  readonly hint?: ReactNode
  readonly value: Value
  readonly choices: ReadonlyArray<{ readonly value: Value; readonly label: ReactNode }>
  readonly onChoose: (value: Value) => void
  readonly isDisabled?: boolean
}

/** One of a few that all fit on the page: the browser's own radio buttons, with one question over them. */
export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { legend, hint, value, choices, onChoose, isDisabled = false } = props
  const id = useId()
  return (
    <fieldset
      disabled={isDisabled}
      className="flex min-w-0 flex-col gap-1"
      {...(hint ? { "aria-describedby": id } : {})}
    >
      <legend className="mb-1 font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        {choices.map((choice) => (
          <label key={choice.value} className="touch-target inline-flex min-h-6 items-center gap-2">
            <input
              type="radio"
              name={id}
              className="size-4 shrink-0 accent-accent"
              checked={choice.value === value}
              onChange={() => onChoose(choice.value)}
            />
            {choice.label}
          </label>
        ))}
      </div>
      {hint && (
        <p id={id} className="text-sm text-fg-2">
          {hint}
        </p>
      )}
    </fieldset>
  )
}
