"use client"

import { Plus } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { GatedLink } from "#components/identity/gated-link.tsx"
import { usePermission } from "#components/identity/use-permission.ts"
import { EmptyState } from "#components/ui/states.tsx"
import { pagePaths } from "#lib/urls/contract.ts"

/** An endpoint without deployments, and the way to the first one. */
export function NoDeployments({ workspace, endpoint }: { readonly workspace: string; readonly endpoint: string }) {
  const t = useTranslations()
  return (
    <EmptyState
      title={t("overview.emptyTitle")}
      actions={
        <GatedLink
          permission={usePermission("deployments/write")}
          variant="primary"
          href={pagePaths.newDeployment(workspace, endpoint)}
          icon={<Plus aria-hidden className="size-4" />}
        >
          {t("endpoint.addDeployment")}
        </GatedLink>
      }
    >
      {t("overview.emptyHint")}
    </EmptyState>
  )
}
