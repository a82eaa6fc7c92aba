"use client"

import { CircleCheck, CircleDashed } from "lucide-react"
import type { ReactNode } from "react"
import { useTranslations } from "use-intl/react"

import { requestCountsQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { TrySample } from "#components/endpoint-list/try-sample.tsx"
import { usePermission } from "#components/identity/use-permission.ts"
import { ButtonLink } from "#components/ui/button.tsx"
import { Panel } from "#components/ui/panel.tsx"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

import { testsQuery } from "./home-queries.ts"

/** With more endpoints than this nobody needs to be shown the first steps. */
const BEGINNER_ENDPOINTS_MAX = 3

interface FirstStepsProps {
  readonly workspace: string
  readonly endpoints: readonly OnlineEndpointView[]
}

/** The way from nothing to two versions side by side. Each step is done when Caudal sees that it is; done, the list goes. */
export function FirstSteps({ workspace, endpoints }: FirstStepsProps) {
  const t = useTranslations("home")
  const { isAllowed, reason } = usePermission("endpoints/write")
  const first = endpoints.find(({ deployments }) => deployments.length > 0)
  const isTried = useIsTried(workspace, first?.name)
  const hasSecond = endpoints.some(({ deployments }) => deployments.length > 1)
  const steps = [
    {
      id: "create",
      isDone: first !== undefined,
      action: isAllowed && (
        <>
          <ButtonLink href={pagePaths.newEndpoint(workspace)} variant="primary">
            {t("steps.create.action")}
          </ButtonLink>
          <TrySample workspace={workspace} />
        </>
      ),
    },
    {
      id: "try",
      isDone: isTried,
      action: first && (
        <ButtonLink href={pagePaths.endpointTab(workspace, first.name, "test")} variant="primary" size="sm">
          {t("steps.try.action")}
        </ButtonLink>
      ),
    },
    {
      id: "second",
      isDone: hasSecond,
      action: first && isAllowed && (
        <ButtonLink href={pagePaths.newDeployment(workspace, first.name)} variant="primary" size="sm">
          {t("steps.second.action")}
        </ButtonLink>
      ),
    },
  ] as const
  if (endpoints.length > BEGINNER_ENDPOINTS_MAX || steps.every(({ isDone }) => isDone)) return null
  const next = steps.find(({ isDone }) => !isDone)
  return (
    <Panel title={t("stepsTitle")} description={reason ?? t("stepsHint")}>
      <ol className="flex flex-col gap-1">
        {steps.map(({ id, isDone, action }, index) => (
          <Step key={id} number={index + 1} id={id} isDone={isDone} isNext={next?.id === id}>
            {action}
          </Step>
        ))}
      </ol>
    </Panel>
  )
}

/** Whether a request has been answered: one from the page, or any that the gateways counted. */
function useIsTried(workspace: string, endpoint: string | undefined): boolean {
  const tests = useApi(testsQuery(workspace))
  const counts = useApi(requestCountsQuery(workspace, endpoint ?? ""), { isEnabled: endpoint !== undefined })
  return (tests.data?.items.length ?? 0) > 0 || (counts.data?.items.some(({ count }) => count > 0) ?? false)
}

interface StepProps {
  readonly id: "create" | "try" | "second"
  readonly number: number
  readonly isDone: boolean
  readonly isNext: boolean
  readonly children: ReactNode
}

function Step({ id, number, isDone, isNext, children }: StepProps) {
  const t = useTranslations("home")
  const Icon = isDone ? CircleCheck : CircleDashed
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 py-2" aria-current={isNext ? "step" : undefined}>
      <Icon
        role="img"
        aria-label={t(isDone ? "stepDone" : "stepOpen")}
        className={`mt-0.5 size-5 shrink-0 ${isDone ? "text-ok" : "text-fg-2"}`}
      />
      <div className="min-w-0 flex-1 basis-64">
        <p className={isNext ? "font-medium" : undefined}>
          {t("stepTitle", { number, title: t(`steps.${id}.title`) })}
        </p>
        {!isDone && <p className="text-fg-2">{t(`steps.${id}.hint`)}</p>}
      </div>
      {isNext && <div className="flex flex-wrap gap-2">{children}</div>}
    </li>
  )
}
