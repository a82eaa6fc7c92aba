"use client"

import Link from "next/link"
import { useFormatter, useTranslations } from "use-intl/react"

import { GATEWAY_STATUSES } from "#components/consume/status-table.tsx"
import { withQuery } from "#components/data/api-query.ts"
import { Callout } from "#components/ui/callout.tsx"
import { CopyButton } from "#components/ui/copy-button.tsx"
import { Facts, Panel } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import { pagePaths } from "#lib/urls/contract.ts"

import { AnswerBody } from "./answer-body.tsx"
import type { Run } from "./kept-runs.ts"

const OVERHEAD_HEADER = "x-caudal-overhead-us"
const MODEL_STATUS_HEADER = "ms-azureml-model-error-statuscode"
const MODEL_REASON_HEADER = "ms-azureml-model-error-reason"

interface AnswerPanelProps {
  readonly workspace: string
  readonly endpoint: string
  readonly run: Run
}

/** One answer: status and what it means, who gave it, how long it took, what it says. */
export function AnswerPanel({ workspace, endpoint, run: { atMs, result } }: AnswerPanelProps) {
  const t = useTranslations("test")
  const consume = useTranslations("consume")
  const format = useFormatter()
  const isGood = result.status < 400
  const ms = (value: number) => t("ms", { value: format.number(value, { maximumFractionDigits: 1 }) })
  const meaning = GATEWAY_STATUSES.find((status) => status === String(result.status))
  const modelStatus = result.headers[MODEL_STATUS_HEADER]
  const overheadUs = Number(result.headers[OVERHEAD_HEADER])
  const logs = withQuery(pagePaths.endpointTab(workspace, endpoint, "logs"), {
    dep: result.deployment,
    mode: "history",
    q: result.request_id,
  })
  return (
    <Panel
      title={result.deployment === null ? t("answer") : t("answerOf", { deployment: result.deployment })}
      actions={<CopyButton text={result.body} label={t("copyAnswer")} />}
    >
      <Callout tone={isGood ? "ok" : "bad"} title={t("status", { status: result.status, text: result.status_text })}>
        {meaning && !isGood && <p>{consume(`meanings.${meaning}`)}</p>}
        {modelStatus !== undefined && (
          <p>{t("modelStatus", { status: modelStatus, reason: result.headers[MODEL_REASON_HEADER] ?? "" })}</p>
        )}
      </Callout>
      <Facts
        facts={[
          [t("total"), ms(result.duration_ms)],
          [t("firstByte"), ms(result.first_byte_ms)],
          ...(Number.isFinite(overheadUs) ? ([[t("overhead"), ms(overheadUs / 1000)]] as const) : []),
          [t("at"), <Time key="at" at={new Date(atMs).toISOString()} />],
          ...(result.request_id === null
            ? []
            : ([
                [
                  t("requestId"),
                  <span key="id" className="inline-flex flex-wrap items-center gap-2">
                    <code className="font-mono text-sm">{result.request_id}</code>
                    {result.deployment !== null && (
                      <Link href={logs} className="text-accent underline">
                        {t("openLogs")}
                      </Link>
                    )}
                  </span>,
                ],
              ] as const)),
        ]}
      />
      <AnswerBody result={result} />
      <details>
        <summary className="min-h-6 font-medium">{t("headers")}</summary>
        <div className="mt-2">
          <Facts facts={Object.entries(result.headers).map(([name, value]) => [name, value] as const)} />
        </div>
      </details>
    </Panel>
  )
}
