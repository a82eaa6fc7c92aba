"use client"

import { Combobox as Base } from "@base-ui/react/combobox"
import { Check, ChevronDown } from "lucide-react"
import type { ReactNode } from "react"

import { CONTROL } from "./controls.tsx"
import { cx } from "./cx.ts"
import type { ControlIds } from "./field.tsx"

/** One thing to choose. */
export interface ComboboxItem {
  readonly value: string
  readonly label: string
}

interface ComboboxProps {
  readonly control: ControlIds
  readonly items: readonly ComboboxItem[]
  readonly value: string
  readonly onChoose: (value: string) => void
  readonly placeholder?: string
  /** Name of the button that opens the whole list. */
  readonly openLabel: string
  /** Said when nothing fits what was typed. */
  readonly nothing: string
  /** Beside an item; made for what is listed only. */
  readonly aside?: (value: string) => ReactNode
}

/** More are found by typing on. */
const SHOWN_MAX = 60

/** One of many: by typing a part of its name, or from the list. */
export function Combobox(props: ComboboxProps) {
  const { control, items, value, onChoose, placeholder, openLabel, nothing, aside } = props
  return (
    <Base.Root
      items={items}
      value={items.find((one) => one.value === value) ?? null}
      onValueChange={(item: ComboboxItem | null) => item && item.value !== value && onChoose(item.value)}
      // Something is always chosen: Esc closes the list and empties nothing.
      onInputValueChange={(_, details) => details.reason === "escape-key" && details.cancel()}
      isItemEqualToValue={(one: ComboboxItem, other: ComboboxItem) => one.value === other.value}
      limit={SHOWN_MAX}
    >
      <div className="relative">
        <Base.Input {...control} placeholder={placeholder} className={cx(CONTROL, "pr-9")} />
        <Base.Trigger
          aria-label={openLabel}
          className="absolute inset-y-0 right-0 inline-flex w-8 items-center justify-center text-fg-2"
        >
          <ChevronDown aria-hidden className="size-4" />
        </Base.Trigger>
      </div>
      <Base.Portal>
        <Base.Positioner sideOffset={4} className="z-50">
          <Base.Popup className="max-h-[min(20rem,var(--available-height))] w-(--anchor-width) overflow-y-auto rounded-lg border border-line bg-panel p-1 text-fg shadow-float outline-none">
            <Base.Empty>
              <p className="px-2 py-1 text-fg-2 empty:hidden">{nothing}</p>
            </Base.Empty>
            <Base.List>
              {(item: ComboboxItem) => (
                <Base.Item
                  key={item.value}
                  value={item}
                  className="touch-target flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2 py-1 outline-none data-highlighted:bg-panel-2"
                >
                  <span aria-hidden className="inline-flex size-4 shrink-0">
                    <Base.ItemIndicator>
                      <Check className="size-4" />
                    </Base.ItemIndicator>
                  </span>
                  <span className="min-w-0 flex-1 break-words">{item.label}</span>
                  {aside && <span className="text-sm text-fg-2">{aside(item.value)}</span>}
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
