"use client"

import dynamic from "next/dynamic"
import { useTranslations } from "use-intl/react"

import { endpointQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { Panel } from "#components/ui/panel.tsx"
import { toEndpointInput } from "#lib/endpoints/contract.ts"

import { DangerZone } from "./danger-zone.tsx"
import { SettingsForm } from "./settings-form.tsx"

const YamlBlock = dynamic(async () => (await import("#components/ui/yaml-block.tsx")).YamlBlock, { ssr: false })

interface SettingsTabProps {
  readonly workspace: string
  readonly endpoint: string
}

/** What can be changed about an endpoint itself, its file, and its end. */
export function SettingsTab({ workspace, endpoint: name }: SettingsTabProps) {
  const t = useTranslations("endpointSettings")
  const { data: endpoint } = useApi(endpointQuery(workspace, name))
  if (!endpoint) return null
  return (
    <>
      <SettingsForm workspace={workspace} endpoint={endpoint} />
      <Panel title={t("yaml")} description={t("yamlHint")}>
        <YamlBlock value={toEndpointInput(endpoint)} label={t("yamlLabel")} />
      </Panel>
      <DangerZone workspace={workspace} endpoint={endpoint} />
    </>
  )
}
