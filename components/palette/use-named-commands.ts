"use client"

import { Box, Waypoints } from "lucide-react"
import { useRouter } from "next/navigation"
import { useTranslations } from "use-intl/react"

import { endpointsQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { pagePaths } from "#lib/urls/contract.ts"

import type { Command } from "./command.ts"

/**
 * Endpoints and deployments by their names, those of the endpoint on the screen first. Asked of the API once, and kept up
 * to date by the change stream.
 */
export function useNamedCommands(workspace: string | undefined, endpoint: string | undefined): readonly Command[] {
  const t = useTranslations("palette")
  const router = useRouter()
  const { data } = useApi(endpointsQuery(workspace ?? ""), { isEnabled: workspace !== undefined })
  if (workspace === undefined || !data) return []
  const nearFirst = data.items.toSorted((a, b) => Number(b.name === endpoint) - Number(a.name === endpoint))
  return nearFirst.flatMap(({ id, name, description, deployments }) => [
    {
      id: `endpoint ${id}`,
      group: "endpoints" as const,
      label: name,
      words: description,
      icon: Waypoints,
      run: () => router.push(pagePaths.endpoint(workspace, name)),
    },
    ...deployments.map((deployment) => ({
      id: `deployment ${id} ${deployment.name}`,
      group: "deployments" as const,
      label: deployment.name,
      aside: t("ofEndpoint", { endpoint: name }),
      words: name,
      icon: Box,
      run: () => router.push(pagePaths.deployment(workspace, name, deployment.name)),
    })),
  ])
}
