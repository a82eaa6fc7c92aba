"use client"

import { FlaskConical, Plus, Split } from "lucide-react"
import type { ReactNode } from "react"
import { useTranslations } from "use-intl/react"

import { endpointQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { healthWord, stateWord } from "#components/deployments/status-words.ts"
import { GatedLink } from "#components/identity/gated-link.tsx"
import { usePermission } from "#components/identity/use-permission.ts"
import { TrafficBar } from "#components/traffic/traffic-bar.tsx"
import { ButtonLink } from "#components/ui/button.tsx"
import { CopyButton } from "#components/ui/copy-button.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { QueryBlock } from "#components/ui/states.tsx"
import { StatusChip } from "#components/ui/status-chip.tsx"
import { TabLinks } from "#components/ui/tab-links.tsx"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"
import { ENDPOINT_TABS, pagePaths } from "#lib/urls/contract.ts"
import type { EndpointTab } from "#lib/urls/contract.ts"

interface EndpointFrameProps {
  readonly workspace: string
  readonly endpoint: string
  readonly tab: EndpointTab
  readonly children: ReactNode
}

/** What every tab of an endpoint shows: its health, how traffic is split, its address, its main acts. */
export function EndpointFrame({ workspace, endpoint, tab, children }: EndpointFrameProps) {
  const t = useTranslations()
  const query = useApi(endpointQuery(workspace, endpoint))
  const permission = usePermission("deployments/write")
  const tabs = ENDPOINT_TABS.map((one) => ({
    href: pagePaths.endpointTab(workspace, endpoint, one),
    label: t(`titles.${one}`),
    isCurrent: one === tab,
  }))
  return (
    <>
      <PageHeader
        title={query.data?.name ?? endpoint}
        aside={query.data && <EndpointStatus endpoint={query.data} />}
        description={query.data?.description}
        actions={
          <>
            <ButtonLink
              href={pagePaths.endpointTab(workspace, endpoint, "test")}
              icon={<FlaskConical aria-hidden className="size-4" />}
            >
              {t("endpoint.test")}
            </ButtonLink>
            <ButtonLink
              href={pagePaths.endpointTab(workspace, endpoint, "traffic")}
              icon={<Split aria-hidden className="size-4" />}
            >
              {t("endpoint.updateTraffic")}
            </ButtonLink>
            <GatedLink
              permission={permission}
              href={pagePaths.newDeployment(workspace, endpoint)}
              variant="primary"
              icon={<Plus aria-hidden className="size-4" />}
            >
              {t("endpoint.addDeployment")}
            </GatedLink>
          </>
        }
      />
      <QueryBlock query={query} what={t("endpoint.what")} skeletonRows={1}>
        {(view) => <EndpointAddress endpoint={view} />}
      </QueryBlock>
      <TabLinks label={t("endpoint.tabs")} tabs={tabs} />
      {children}
    </>
  )
}

function EndpointStatus({ endpoint }: { readonly endpoint: OnlineEndpointView }) {
  return (
    <>
      <StatusChip status={healthWord(endpoint.health)} />
      {endpoint.provisioning_state !== "Succeeded" && <StatusChip status={stateWord(endpoint.provisioning_state)} />}
    </>
  )
}

function EndpointAddress({ endpoint }: { readonly endpoint: OnlineEndpointView }) {
  const t = useTranslations("endpoint")
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2 rounded-lg border border-line bg-panel px-4 py-2">
      <div className="flex min-w-0 items-center gap-2">
        <span className="text-fg-2">{t("scoringUri")}</span>
        <code className="min-w-0 font-mono text-sm">{endpoint.scoring_uri}</code>
        <CopyButton text={endpoint.scoring_uri} label={t("copyScoringUri")} />
      </div>
      <div className="flex min-w-48 flex-1 items-center gap-2">
        <span className="text-fg-2">{t("traffic")}</span>
        <TrafficBar shares={endpoint.deployments} />
      </div>
    </div>
  )
}
