"use client"

import { Plus } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { endpointQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { GatedLink } from "#components/identity/gated-link.tsx"
import { usePermission } from "#components/identity/use-permission.ts"
import { Callout } from "#components/ui/callout.tsx"
import { EmptyState, QueryBlock } from "#components/ui/states.tsx"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

import { LogScreen } from "./log-screen.tsx"
import type { LogSource } from "./log-source.ts"
import { SourcePicker } from "./source-picker.tsx"
import { useLogParams } from "./use-log-params.ts"

interface LogViewProps {
  readonly workspace: string
  readonly endpoint: string
}

/** The logs of an endpoint's deployments: what their instances write, and how their environments were built. */
export function LogView({ workspace, endpoint }: LogViewProps) {
  const t = useTranslations("logs")
  const query = useApi(endpointQuery(workspace, endpoint))
  const permission = usePermission("logs/read")
  const adding = usePermission("deployments/write")
  if (!permission.isAllowed) {
    return (
      <Callout tone="warn" title={t("forbidden")}>
        <p>{permission.reason}</p>
      </Callout>
    )
  }
  return (
    <QueryBlock
      query={query}
      what={t("what")}
      empty={{
        isEmpty: ({ deployments }) => deployments.length === 0,
        content: (
          <EmptyState
            title={t("noDeployments")}
            actions={
              <GatedLink
                permission={adding}
                href={pagePaths.newDeployment(workspace, endpoint)}
                icon={<Plus aria-hidden className="size-4" />}
              >
                {t("addDeployment")}
              </GatedLink>
            }
          >
            {t("noDeploymentsHint")}
          </EmptyState>
        ),
      }}
    >
      {(view) => <Logs workspace={workspace} endpoint={view} />}
    </QueryBlock>
  )
}

function Logs({ workspace, endpoint }: { readonly workspace: string; readonly endpoint: OnlineEndpointView }) {
  const [params, setParams] = useLogParams()
  const source: LogSource = {
    workspace,
    endpoint: endpoint.name,
    deployment: chooseDeployment(endpoint, params.dep),
    container: params.container,
    instance: params.instance === "" ? null : params.instance,
    isPrevious: params.prev,
  }
  const mode = params.prev ? "history" : params.mode
  return (
    <>
      <SourcePicker source={source} deployments={endpoint.deployments} mode={mode} onParams={setParams} />
      <LogScreen
        key={JSON.stringify([source, mode])}
        source={source}
        params={{ ...params, mode }}
        onParams={setParams}
      />
    </>
  )
}

/** The named one, else the one with most of the traffic. */
function chooseDeployment({ deployments }: OnlineEndpointView, name: string): string {
  if (deployments.some((one) => one.name === name)) return name
  return deployments.toSorted((a, b) => b.percent - a.percent)[0]?.name ?? ""
}
