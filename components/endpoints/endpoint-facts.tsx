"use client"

import { useTranslations } from "use-intl/react"

import { Facts, Panel } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"

import { TagList } from "./tag-list.tsx"

/** What does not change by itself about an endpoint. */
export function EndpointFacts({ endpoint }: { readonly endpoint: OnlineEndpointView }) {
  const t = useTranslations("overview")
  return (
    <Panel title={t("properties")}>
      <Facts
        facts={[
          [t("authMode"), t(`authModes.${endpoint.auth_mode}`)],
          [t("location"), endpoint.location],
          [t("createdBy"), endpoint.created_by],
          [t("createdAt"), <Time key="created" at={endpoint.created_at} />],
          [t("updatedAt"), <Time key="updated" at={endpoint.updated_at} isRelative />],
          [t("tags"), <TagList key="tags" tags={endpoint.tags} none={t("noTags")} />],
        ]}
      />
    </Panel>
  )
}
