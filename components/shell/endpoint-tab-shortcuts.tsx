"use client"

import { useRouter } from "next/navigation"
import { useTranslations } from "use-intl/react"

import { useShortcut } from "#components/shortcuts/use-shortcut.ts"
import { ENDPOINT_TABS, pagePaths } from "#lib/urls/contract.ts"
import type { EndpointTab } from "#lib/urls/contract.ts"

interface EndpointTabShortcutsProps {
  readonly workspace: string
  readonly endpoint: string
}

/** `1` to `8` open the tabs of an endpoint, in their order. */
export function EndpointTabShortcuts(props: EndpointTabShortcutsProps) {
  return ENDPOINT_TABS.map((tab, index) => <TabShortcut key={tab} {...props} tab={tab} keys={String(index + 1)} />)
}

interface TabShortcutProps extends EndpointTabShortcutsProps {
  readonly tab: EndpointTab
  readonly keys: string
}

function TabShortcut({ workspace, endpoint, tab, keys }: TabShortcutProps) {
  const t = useTranslations()
  const router = useRouter()
  useShortcut({
    keys,
    label: t("shell.openTab", { tab: t(`titles.${tab}`) }),
    run: () => router.push(pagePaths.endpointTab(workspace, endpoint, tab)),
  })
  return null
}
