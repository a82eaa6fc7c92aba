"use client"

import { Building, FileJson, History, House, Plus, Settings, Trash2, Waypoints } from "lucide-react"
import { useRouter } from "next/navigation"
import { useTranslations } from "use-intl/react"

import { useViewer } from "#components/identity/viewer.tsx"
import { apiPaths, pagePaths } from "#lib/urls/contract.ts"

import type { Command } from "./command.ts"

/** Pages, what can be created, other workspaces and documentation. */
export function usePageCommands(workspace: string | undefined): readonly Command[] {
  const t = useTranslations()
  const router = useRouter()
  const { me, isAllowed } = useViewer()
  const personal: readonly Command[] = [
    { id: "page me", group: "pages", label: t("titles.me"), icon: Settings, run: () => router.push(pagePaths.me) },
    {
      id: "docs openapi",
      group: "docs",
      label: t("shell.apiDocs"),
      words: "OpenAPI REST",
      icon: FileJson,
      run: () => window.location.assign(apiPaths.openapi),
    },
    ...me.workspaces
      .filter(({ name }) => name !== workspace)
      .map(({ id, name, role }) => ({
        id: `workspace ${id}`,
        group: "workspaces" as const,
        label: name,
        aside: t("shell.role", { role }),
        words: t("shell.workspace"),
        icon: Building,
        run: () => router.push(pagePaths.home(name)),
      })),
  ]
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
