"use client"

import { useTranslations } from "use-intl/react"

import { useShortcut } from "#components/shortcuts/use-shortcut.ts"

/** The key that opens the palette closes it too. */
export function CloseKey({ onClose }: { readonly onClose: () => void }) {
  useShortcut({ keys: "mod+k", label: useTranslations("palette")("close"), run: onClose })
  return null
}
