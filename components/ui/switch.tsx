"use client"

import { Switch as Base } from "@base-ui/react/switch"
import { useId } from "react"
import type { ReactNode } from "react"

interface SwitchProps {
  readonly label: ReactNode
  readonly isOn: boolean
  readonly isDisabled?: boolean
  readonly onChange: (isOn: boolean) => void
}

/** On or off at once, with its label. */
export function Switch({ label, isOn, isDisabled = false, onChange }: SwitchProps) {
  const id = useId()
  return (
    <label className="touch-target inline-flex min-h-8 items-center gap-2">
      <Base.Root
        aria-labelledby={id}
        checked={isOn}
        disabled={isDisabled}
        onCheckedChange={(next) => onChange(next)}
        className="flex h-6 w-10 shrink-0 items-center rounded-full border border-line-strong bg-panel-2 p-0.5 data-checked:border-accent data-checked:bg-accent data-disabled:opacity-60 forced-colors:data-checked:bg-[Highlight]"
      >
        <Base.Thumb className="size-4.5 rounded-full bg-line-strong transition-transform data-checked:translate-x-4 data-checked:bg-on-accent forced-colors:bg-[ButtonText]" />
      </Base.Root>
      <span id={id}>{label}</span>
    </label>
  )
}
