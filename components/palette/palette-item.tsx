"use client"

import { Autocomplete } from "@base-ui/react/autocomplete"

import { Keys } from "#components/shortcuts/keys.tsx"

import type { Command } from "./command.ts"

interface PaletteItemProps {
  readonly command: Command
  readonly onChoose: (command: Command) => void
}

/** One command: what it does, what it belongs to, its shortcut. */
export function PaletteItem({ command, onChoose }: PaletteItemProps) {
  const { label, aside, keys, icon: Icon } = command
  return (
    <Autocomplete.Item
      value={command}
      onClick={() => onChoose(command)}
      className="touch-target flex min-h-8 cursor-pointer scroll-my-8 items-center gap-2 rounded-sm px-2 py-1 outline-none data-highlighted:bg-accent-soft"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-fg-2" />
      <span className="min-w-0 flex-1 break-words">
        {label}
        {aside !== undefined && <span className="ml-2 text-sm text-fg-2">{aside}</span>}
      </span>
      {keys !== undefined && (
        <span className="max-sm:hidden">
          <Keys keys={keys} />
        </span>
      )}
    </Autocomplete.Item>
  )
}
