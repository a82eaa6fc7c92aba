"use client"

import { Building, FileJson, Settings } from "lucide-react"
import { useRouter } from "next/navigation"
import { useTranslations } from "use-intl/react"

import { useViewer } from "#components/identity/viewer.tsx"
import { apiPaths, pagePaths } from "#lib/urls/contract.ts"

import type { Command } from "./command.ts"

/** Preferences, documentation and the other workspaces. */
export function usePersonalCommands(workspace: string | undefined): readonly Command[] {
  const t = useTranslations()
  const router = useRouter()
  const { me } = useViewer()
  return [
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
}
