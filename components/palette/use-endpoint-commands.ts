"use client"

import { Copy, FlaskConical, KeyRound, Plus, ScrollText, Split } from "lucide-react"
import { useRouter } from "next/navigation"
import { useTranslations } from "use-intl/react"

import { endpointQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { useViewer } from "#components/identity/viewer.tsx"
import { useCopy } from "#components/ui/use-copy.ts"
import { pagePaths } from "#lib/urls/contract.ts"
import type { EndpointTab } from "#lib/urls/contract.ts"

import type { Command } from "./command.ts"

/** What can be done with the endpoint on the screen. What changes something leads to where it is confirmed. */
export function useEndpointCommands(workspace = "", endpoint: string | undefined): readonly Command[] {
  const t = useTranslations()
  const router = useRouter()
  const copy = useCopy()
  const { isAllowed } = useViewer()
  const { data } = useApi(endpointQuery(workspace, endpoint ?? ""), { isEnabled: endpoint !== undefined })
  if (endpoint === undefined || !data) return []
  const copyUri = () =>
    void copy(data.scoring_uri, { id: "copied", title: t("common.copied"), description: data.scoring_uri })
  const openTab = (tab: EndpointTab) => () => router.push(pagePaths.endpointTab(workspace, endpoint, tab))
  const shared = { group: "current" as const, words: data.name }
  return [
    { ...shared, id: "current copy", label: t("endpoint.copyScoringUri"), icon: Copy, run: copyUri },
    { ...shared, id: "current logs", label: t("palette.openLogs"), icon: ScrollText, keys: "6", run: openTab("logs") },
    {
      ...shared,
      id: "current consume",
      label: t("palette.openConsume"),
      icon: KeyRound,
      keys: "5",
      run: openTab("consume"),
    },
    ...(isAllowed("endpoints/score")
      ? [
          {
            ...shared,
            id: "current test",
            label: t("palette.test"),
            icon: FlaskConical,
            keys: "4",
            run: openTab("test"),
          },
        ]
      : []),
    ...(isAllowed("traffic/write")
      ? [
          {
            ...shared,
            id: "current traffic",
            label: t("endpoint.updateTraffic"),
            icon: Split,
            keys: "3",
            run: openTab("traffic"),
          },
        ]
      : []),
    ...(isAllowed("deployments/write")
      ? [
          {
            ...shared,
            id: "current deploy",
            label: t("endpoint.addDeployment"),
            icon: Plus,
            run: () => router.push(pagePaths.newDeployment(workspace, endpoint)),
          },
        ]
      : []),
  ]
}
