"use client"

import { useTranslations } from "use-intl/react"

import { ButtonLink } from "#components/ui/button.tsx"
import { CodeBlock } from "#components/ui/code-block.tsx"
import { Panel } from "#components/ui/panel.tsx"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

interface QuickCurlProps {
  readonly workspace: string
  readonly endpoint: OnlineEndpointView
}

/** The shortest way to a first request. The key stays out of it: it is shown in one place only. */
export function QuickCurl({ workspace, endpoint }: QuickCurlProps) {
  const t = useTranslations("overview")
  const code = [
    `curl ${endpoint.scoring_uri} \\`,
    '  -H "Authorization: Bearer $KEY" \\',
    '  -H "Content-Type: application/json" \\',
    "  --data @request.json",
  ].join("\n")
  return (
    <Panel
      title={t("curl")}
      description={t("curlHint")}
      actions={
        <ButtonLink size="sm" href={pagePaths.endpointTab(workspace, endpoint.name, "consume")}>
          {t("consume")}
        </ButtonLink>
      }
    >
      <CodeBlock code={code} label={t("curlLabel")} />
    </Panel>
  )
}
