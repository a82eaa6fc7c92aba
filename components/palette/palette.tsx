"use client"

import { Autocomplete } from "@base-ui/react/autocomplete"
import { Dialog } from "@base-ui/react/dialog"
import { Search } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { ShortcutLayer } from "#components/shortcuts/shortcut-layer.tsx"

import { CloseKey } from "./close-key.tsx"
import type { Command } from "./command.ts"
import { groupCommands } from "./group-commands.ts"
import type { CommandSection } from "./group-commands.ts"
import { PaletteItem } from "./palette-item.tsx"
import { readRecents, rememberCommand } from "./recent-commands.ts"
import { useCommands } from "./use-commands.ts"

interface PaletteProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

/** Everything one can go to or do, by typing a part of its name. Esc leads back to where one was. */
export function Palette({ isOpen, onOpenChange }: PaletteProps) {
  const t = useTranslations("palette")
  return (
    <Dialog.Root open={isOpen} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-[rgb(0_0_0/45%)]" />
        <Dialog.Popup
          aria-label={t("title")}
          className="fixed inset-x-2 top-[max(0.5rem,min(10dvh,6rem))] z-50 mx-auto flex max-h-[min(32rem,80dvh)] max-w-xl flex-col overflow-hidden rounded-lg border border-line-strong bg-panel text-fg shadow-float outline-none"
        >
          <ShortcutLayer>
            <CloseKey onClose={() => onOpenChange(false)} />
            <CommandPicker onClose={() => onOpenChange(false)} />
          </ShortcutLayer>
          <Dialog.Close className="sr-only">{t("close")}</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function CommandPicker({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations("palette")
  const [text, setText] = useState("")
  const [recents] = useState(readRecents)
  const sections = groupCommands(useCommands(), text, recents)
  function choose({ id, run }: Command) {
    rememberCommand(id)
    onClose()
    run()
  }
  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      items={sections}
      value={text}
      onValueChange={(next, { reason }) => reason !== "item-press" && setText(next)}
      itemToStringValue={({ label }: Command) => label}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-2 border-b border-line px-3">
        <Search aria-hidden className="size-4 shrink-0 text-fg-2" />
        <Autocomplete.Input
          aria-label={t("title")}
          placeholder={t("placeholder")}
          className="h-12 w-full bg-transparent text-lg outline-none"
        />
      </div>
      <div className="min-h-0 overflow-y-auto overscroll-contain p-1">
        <Autocomplete.Empty>
          {sections.length === 0 && <p className="p-3 text-fg-2">{t("nothing", { text })}</p>}
        </Autocomplete.Empty>
        <Autocomplete.List>
          {({ group, items }: CommandSection) => (
            <Autocomplete.Group key={group} items={items}>
              <Autocomplete.GroupLabel className="px-2 pt-2 pb-1 text-sm text-fg-2">
                {t(`group_${group}`)}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(command: Command) => <PaletteItem key={command.id} command={command} onChoose={choose} />}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </div>
      <p className="border-t border-line px-3 py-1.5 text-sm text-fg-2 max-sm:hidden">{t("keys")}</p>
    </Autocomplete.Root>
  )
}
