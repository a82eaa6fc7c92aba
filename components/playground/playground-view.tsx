"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { newKey } from "#components/data/new-key.ts"
import { endpointQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { ErrorBlock } from "#components/ui/error-block.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { EmptyState, QueryBlock } from "#components/ui/states.tsx"
import type { TestResult } from "#lib/endpoints/contract.ts"

import { AnswerPanel } from "./answer-panel.tsx"
import type { Run } from "./kept-runs.ts"
import { RequestForm } from "./request-form.tsx"
import { useRunHistory } from "./run-history.ts"
import { RunList } from "./run-list.tsx"
import { SeriesSummary } from "./series-summary.tsx"
import { useTestRequest } from "./use-test-request.ts"
import type { TestRequest } from "./use-test-request.ts"

interface PlaygroundViewProps {
  readonly workspace: string
  readonly endpoint: string
}

/** Sends requests to the endpoint and shows what comes back. The key stays on the server. */
export function PlaygroundView({ workspace, endpoint }: PlaygroundViewProps) {
  const t = useTranslations("test")
  const query = useApi(endpointQuery(workspace, endpoint))
  const history = useRunHistory(workspace, endpoint)
  const test = useTestRequest(workspace, endpoint)
  const [series, setSeries] = useState<readonly Run[]>([])
  const [opened, setOpened] = useState<Run | null>(null)

  function send(requests: readonly TestRequest[], times: number) {
    setSeries([])
    setOpened(null)
    const onAnswer = (input: TestRequest, result: TestResult) => {
      const run = { id: newKey(), atMs: Date.now(), input, result }
      history.add(run)
      setSeries((known) => [...known, run])
    }
    void test.send(requests, { times, onAnswer })
  }

  const shown = opened ? [opened] : lastOfEach(series)
  return (
    <QueryBlock query={query} what={t("endpoint")}>
      {(view) => (
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <RequestForm workspace={workspace} endpoint={view} state={test.state} onSend={send} onCancel={test.cancel} />
          <div className="flex min-w-0 flex-col gap-4">
            {test.state.kind === "failed" && <ErrorBlock error={test.state.error} what={t("what")} />}
            {series.length > 1 && <SeriesSummary runs={series} />}
            {shown.map((run) => (
              <AnswerPanel key={run.id} workspace={workspace} endpoint={endpoint} run={run} />
            ))}
            {shown.length === 0 && test.state.kind !== "failed" && (
              <EmptyState title={t("noAnswer")}>{t("noAnswerHint")}</EmptyState>
            )}
            {history.runs.length > 0 && (
              <Panel title={t("history")} description={t("historyAbout")}>
                <RunList runs={history.runs} onOpen={setOpened} onClear={history.clear} />
              </Panel>
            )}
          </div>
        </div>
      )}
    </QueryBlock>
  )
}

/** The newest answer to each request of a series: one, or one of each side of a comparison. */
function lastOfEach(series: readonly Run[]): readonly Run[] {
  return [...new Map(series.map((run) => [run.input.deployment ?? "", run])).values()]
}
