"use client"

import { Search } from "lucide-react"
import dynamic from "next/dynamic"
import { useEffect, useState } from "react"
import { useTranslations } from "use-intl/react"

import { Keys } from "#components/shortcuts/keys.tsx"
import { useShortcut } from "#components/shortcuts/use-shortcut.ts"

const load = async () => (await import("./palette.tsx")).Palette
const Palette = dynamic(load, { ssr: false })
const IDLE_MS = 2000
/** Without a connection it is loaded when it is wanted. */
const preload = () => void load().catch(() => undefined)

/** Opens the palette. Its code comes while the browser has nothing else to do, so that it opens at once. */
export function PaletteButton() {
  const t = useTranslations("shell")
  const [isOpen, setOpen] = useState(false)
  useShortcut({ keys: "mod+k", label: t("commands"), group: "everywhere", run: () => setOpen(true) })
  useEffect(() => {
    const timer = setTimeout(preload, IDLE_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        onPointerEnter={preload}
        className="touch-target inline-flex min-h-8 items-center gap-2 rounded-md border border-line-strong bg-panel px-2 text-fg-2 hover:bg-panel-2 hover:text-fg"
      >
        <Search aria-hidden className="size-4" />
        <span className="max-md:sr-only">{t("commandsShort")}</span>
        <span aria-hidden className="max-md:hidden">
          <Keys keys="mod+k" />
        </span>
      </button>
      {isOpen && <Palette isOpen onOpenChange={setOpen} />}
    </>
  )
}
