"use client"

import { useSyncExternalStore } from "react"
import { useTranslations } from "use-intl/react"

import { Dialog } from "#components/ui/dialog.tsx"

import { Keys } from "./keys.tsx"
import { pageShortcuts } from "./shortcut-registry.ts"
import type { Shortcut } from "./shortcut-registry.ts"

interface ShortcutSheetProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

/** Every shortcut that works on this page now. */
export function ShortcutSheet(props: ShortcutSheetProps) {
  const t = useTranslations("shell")
  const shortcuts = useSyncExternalStore(pageShortcuts.subscribe, pageShortcuts.list, pageShortcuts.listOnServer)
  // A page's shortcut hides the studio's with the same keys.
  const active = shortcuts.filter(({ keys }, index) => shortcuts.findLastIndex((one) => one.keys === keys) === index)
  return (
    <Dialog {...props} title={t("shortcuts")} description={t("shortcutsHint")}>
      <ShortcutList title={t("shortcutsHere")} shortcuts={active.filter(({ group }) => group === "here")} />
      <ShortcutList title={t("shortcutsEverywhere")} shortcuts={active.filter(({ group }) => group === "everywhere")} />
    </Dialog>
  )
}

function ShortcutList({ title, shortcuts }: { readonly title: string; readonly shortcuts: readonly Shortcut[] }) {
  if (shortcuts.length === 0) return null
  return (
    <section>
      <h3 className="mb-1 text-sm text-fg-2">{title}</h3>
      <ul>
        {shortcuts.map(({ keys, label }) => (
          <li key={keys} className="flex min-h-8 items-center justify-between gap-4 border-b border-line">
            <span>{label}</span>
            <Keys keys={keys} />
          </li>
        ))}
      </ul>
    </section>
  )
}
