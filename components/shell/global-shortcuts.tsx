"use client"

import dynamic from "next/dynamic"
import { useParams, useRouter } from "next/navigation"
import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { useViewer } from "#components/identity/viewer.tsx"
import { ShortcutKeys } from "#components/shortcuts/shortcut-keys.tsx"
import { useShortcut } from "#components/shortcuts/use-shortcut.ts"
import { useCopy } from "#components/ui/use-copy.ts"
import { pagePaths } from "#lib/urls/contract.ts"

import { EndpointTabShortcuts } from "./endpoint-tab-shortcuts.tsx"
import { focusSearch } from "./focus-search.ts"
import { pageLink } from "./page-link.ts"

const ShortcutSheet = dynamic(async () => (await import("#components/shortcuts/shortcut-sheet.tsx")).ShortcutSheet, {
  ssr: false,
})

interface GlobalShortcutsProps {
  readonly workspace: string | undefined
  readonly onToggleSidebar: () => void
}

/** Keys that work on every page, and the sheet that lists all keys. */
export function GlobalShortcuts({ workspace, onToggleSidebar }: GlobalShortcutsProps) {
  const t = useTranslations("shell")
  const router = useRouter()
  const copy = useCopy()
  const { me, isAllowed } = useViewer()
  const { endpoint } = useParams<{ endpoint?: string }>()
  const [isSheetOpen, setSheetOpen] = useState(false)
  const group = "everywhere"
  const hasWorkspace = workspace !== undefined
  const go = (path: (workspace: string) => Parameters<typeof router.push>[0]) => () => {
    if (hasWorkspace) router.push(path(workspace))
  }
  useShortcut({ keys: "?", label: t("help"), group, run: () => setSheetOpen(true) })
  useShortcut({ keys: "/", label: t("focusSearch"), group, run: focusSearch })
  useShortcut({ keys: "[", label: t("toggleSidebar"), group, run: onToggleSidebar })
  useShortcut({ keys: "g h", label: t("goHome"), group, run: go(pagePaths.home), isEnabled: hasWorkspace })
  useShortcut({ keys: "g e", label: t("goEndpoints"), group, run: go(pagePaths.endpoints), isEnabled: hasWorkspace })
  useShortcut({ keys: "g a", label: t("goActivity"), group, run: go(pagePaths.activity), isEnabled: hasWorkspace })
  useShortcut({
    keys: "n",
    label: t("newEndpoint"),
    group,
    run: go(pagePaths.newEndpoint),
    isEnabled: hasWorkspace && isAllowed("endpoints/write"),
  })
  useShortcut({
    keys: "c l",
    label: t("copyLink"),
    group,
    run: () => void copy(pageLink(), { id: "link", title: t("linkCopied") }),
  })
  return (
    <>
      <ShortcutKeys isOn={me.preferences.shortcuts} />
      {hasWorkspace && endpoint !== undefined && (
        <EndpointTabShortcuts workspace={workspace} endpoint={decodeURIComponent(endpoint)} />
      )}
      {isSheetOpen && <ShortcutSheet isOpen onOpenChange={setSheetOpen} />}
    </>
  )
}
