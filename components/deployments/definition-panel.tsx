"use client"

import dynamic from "next/dynamic"
import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { toDeploymentInput } from "#lib/deployments/contract.ts"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"

const YamlBlock = dynamic(async () => (await import("#components/ui/yaml-block.tsx")).YamlBlock, { ssr: false })

/** The file that makes this deployment. It holds the values of variables, so it is shown only when asked for. */
export function DefinitionPanel({ deployment }: { readonly deployment: OnlineDeploymentView }) {
  const t = useTranslations("deployments.definition")
  const [isShown, setShown] = useState(false)
  return (
    <Panel title={t("title")} description={t("hint")}>
      {isShown ? (
        <YamlBlock value={toDeploymentInput(deployment)} label={t("label")} />
      ) : (
        <Button className="self-start" onClick={() => setShown(true)}>
          {t("show")}
        </Button>
      )}
    </Panel>
  )
}
