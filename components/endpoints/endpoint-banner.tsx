"use client"

import { useFormatter, useTranslations } from "use-intl/react"

import { ButtonLink } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"
import { endpointNotice } from "#lib/endpoints/contract.ts"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

interface EndpointBannerProps {
  readonly workspace: string
  readonly endpoint: OnlineEndpointView
}

/** The one thing that somebody should know of an endpoint first. An endpoint without deployments says so in its place. */
export function EndpointBanner({ workspace, endpoint }: EndpointBannerProps) {
  const t = useTranslations("overview.notice")
  const format = useFormatter()
  const notice = endpointNotice(endpoint)
  switch (notice?.kind) {
    case "updateFailed": {
      const words = { count: notice.names.length, names: format.list(notice.names) }
      return (
        <Callout tone="warn" title={t("updateFailed", words)}>
          <p>{t("updateFailedHint")}</p>
        </Callout>
      )
    }
    case "changing": {
      const words = { count: notice.names.length, names: format.list(notice.names) }
      return (
        <Callout
          tone="info"
          title={t("changing", words)}
          actions={notice.names.map((name) => (
            <ButtonLink key={name} size="sm" href={pagePaths.deployment(workspace, endpoint.name, name)}>
              {t("follow", { name })}
            </ButtonLink>
          ))}
        >
          <p>{t("changingHint")}</p>
        </Callout>
      )
    }
    case "trafficOff":
      return (
        <Callout
          tone="warn"
          title={t("trafficOff")}
          actions={
            <ButtonLink size="sm" href={pagePaths.endpointTab(workspace, endpoint.name, "traffic")}>
              {t("allocate")}
            </ButtonLink>
          }
        >
          <p>{t("trafficOffHint")}</p>
        </Callout>
      )
    case "empty":
    case undefined:
      return null
  }
}
