"use client"

import { Plus } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { usePermission } from "#components/identity/use-permission.ts"
import { ButtonLink } from "#components/ui/button.tsx"
import { EmptyState } from "#components/ui/states.tsx"
import { pagePaths } from "#lib/urls/contract.ts"

import { TrySample } from "./try-sample.tsx"

/** There is no endpoint yet: what one is, and two ways to the first. */
export function FirstEndpoint({ workspace }: { readonly workspace: string }) {
  const t = useTranslations("endpoints")
  const { isAllowed, reason } = usePermission("endpoints/write")
  return (
    <EmptyState
      title={t("firstTitle")}
      actions={
        isAllowed && (
          <>
            <ButtonLink
              href={pagePaths.newEndpoint(workspace)}
              variant="primary"
              icon={<Plus aria-hidden className="size-4" />}
            >
              {t("createEndpoint")}
            </ButtonLink>
            <TrySample workspace={workspace} />
          </>
        )
      }
    >
      <p>{t("firstHint")}</p>
      {reason !== null && <p>{reason}</p>}
    </EmptyState>
  )
}
