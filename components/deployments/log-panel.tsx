"use client"

import { parseAsStringLiteral, useQueryState } from "nuqs"
import { useTranslations } from "use-intl/react"

import { ButtonLink } from "#components/ui/button.tsx"
import { CodeBlock } from "#components/ui/code-block.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { Segmented } from "#components/ui/segmented.tsx"
import { QueryBlock } from "#components/ui/states.tsx"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"

import { deploymentLogHref } from "./log-href.ts"
import { useLogTail } from "./use-log-tail.ts"

const LOGS = ["instance", "build"] as const
const SETTLED = new Set<string>(["Succeeded", "Failed", "Canceled"])

interface LogPanelProps {
  readonly workspace: string
  readonly deployment: OnlineDeploymentView
}

/** The end of a deployment's logs, kept fresh while it changes. Searching and following them is the Logs tab's. */
export function LogPanel({ workspace, deployment }: LogPanelProps) {
  const t = useTranslations("deployments.log")
  const first = deployment.failure?.phase === "environment" ? "build" : "instance"
  const [log, setLog] = useQueryState("log", parseAsStringLiteral(LOGS).withDefault(first))
  const query = useLogTail({
    workspace,
    deployment,
    container: log === "build" ? "storage-initializer" : "inference-server",
    isLive: !SETTLED.has(deployment.provisioning_state),
  })
  return (
    <Panel
      title={t("title")}
      actions={
        <>
          <Segmented
            label={t("choose")}
            value={log}
            options={LOGS.map((value) => ({ value, label: t(value) }))}
            onChange={(value) => void setLog(value)}
          />
          <ButtonLink size="sm" href={deploymentLogHref(workspace, deployment.endpoint_name, deployment.name, log)}>
            {t("open")}
          </ButtonLink>
        </>
      }
    >
      <QueryBlock
        query={query}
        what={t("what")}
        skeletonRows={8}
        empty={{ isEmpty: (lines) => lines.length === 0, content: <p className="text-fg-2">{t("empty")}</p> }}
      >
        {(lines) => <CodeBlock code={lines.join("\n")} label={t("label")} />}
      </QueryBlock>
    </Panel>
  )
}
