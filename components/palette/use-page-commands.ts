"use client"

import { History, House, Plus, Trash2, Waypoints } from "lucide-react"
import { useRouter } from "next/navigation"
import { useTranslations } from "use-intl/react"

import { useViewer } from "#components/identity/viewer.tsx"
import { pagePaths } from "#lib/urls/contract.ts"

import type { Command } from "./command.ts"
import { usePersonalCommands } from "./use-personal-commands.ts"

/** Pages of a workspace and what can be created in it, then what is there without one. */
export function usePageCommands(workspace: string | undefined): readonly Command[] {
  const t = useTranslations()
  const router = useRouter()
  const { isAllowed } = useViewer()
  const personal = usePersonalCommands(workspace)
  if (workspace === undefined) return personal
  const to = (href: Parameters<typeof router.push>[0]) => () => router.push(href)
  return [
    {
      id: "page home",
      group: "pages",
      label: t("titles.home"),
      icon: House,
      keys: "g h",
      run: to(pagePaths.home(workspace)),
    },
    {
      id: "page endpoints",
      group: "pages",
      label: t("titles.endpoints"),
      icon: Waypoints,
      keys: "g e",
      run: to(pagePaths.endpoints(workspace)),
    },
    {
      id: "page activity",
      group: "pages",
      label: t("titles.activity"),
      icon: History,
      keys: "g a",
      run: to(pagePaths.activity(workspace)),
    },
    {
      id: "page deleted",
      group: "pages",
      label: t("titles.deletedEndpoints"),
      icon: Trash2,
      run: to(pagePaths.deletedEndpoints(workspace)),
    },
    ...(isAllowed("endpoints/write")
      ? [
          {
            id: "create endpoint",
            group: "create" as const,
            label: t("titles.newEndpoint"),
            icon: Plus,
            keys: "n",
            run: to(pagePaths.newEndpoint(workspace)),
          },
        ]
      : []),
    ...personal,
  ]
}
