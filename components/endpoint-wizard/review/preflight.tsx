"use client"

import { useQuery } from "@tanstack/react-query"
import { CircleCheck, OctagonX, TriangleAlert } from "lucide-react"
import { useTranslations } from "use-intl/react"

import type { ApiError } from "#components/data/api-error.ts"
import { Panel } from "#components/ui/panel.tsx"
import { QueryBlock } from "#components/ui/states.tsx"
import type { CheckLevel } from "#lib/endpoints/contract.ts"

import { stepOfField } from "../form/steps.ts"
import type { WizardForm } from "../form/wizard-form.ts"
import { useWizard } from "../wizard-context.ts"
import { runPreflight } from "./run-preflight.ts"
import type { Finding } from "./run-preflight.ts"
import { useFindingText } from "./use-finding-text.ts"

const LOOKS = {
  pass: { icon: CircleCheck, colour: "text-ok" },
  warn: { icon: TriangleAlert, colour: "text-warn" },
  fail: { icon: OctagonX, colour: "text-bad" },
} as const satisfies Readonly<Record<CheckLevel, unknown>>

/** What the studio expects of the form, before anything is written: what fails, what to know, what is well. */
export function Preflight({ prepare }: { readonly prepare: () => Promise<WizardForm> }) {
  const t = useTranslations("wizard")
  const { workspace, mode, endpointName, form, isSending } = useWizard()
  const query = useQuery<readonly Finding[], ApiError>({
    // Values make the key, so that a change asks again; they stay in this browser's memory.
    queryKey: ["preflight", workspace, mode, endpointName, form.endpoint, form.deployment, form.hasDeployment],
    queryFn: async ({ signal }) => await runPreflight(await prepare(), { workspace, mode, endpointName, signal }),
    gcTime: 0,
    enabled: !isSending,
  })
  return (
    <Panel title={t("preflight")} description={t("preflightHint")}>
      <QueryBlock query={query} what={t("preflight")}>
        {(findings) => <Findings findings={findings} />}
      </QueryBlock>
    </Panel>
  )
}

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const t = useTranslations("wizard")
  const open = findings.filter(({ check }) => check.level !== "pass")
  const passed = findings.filter(({ check }) => check.level === "pass")
  const fails = open.filter(({ check }) => check.level === "fail").length
  return (
    <>
      <p role="status" className="font-medium">
        {fails > 0 ? t("preflightFails", { count: fails }) : t("preflightWell", { count: open.length })}
      </p>
      <FindingList findings={open} />
      {passed.length > 0 && (
        <details>
          <summary className="min-h-6 text-fg-2">{t("preflightPassed", { count: passed.length })}</summary>
          <div className="mt-2">
            <FindingList findings={passed} />
          </div>
        </details>
      )}
    </>
  )
}

function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  const t = useTranslations("wizard")
  const text = useFindingText()
  const { go } = useWizard()
  return (
    <ul className="flex flex-col gap-2">
      {findings.map((finding, index) => {
        const { level, field } = finding.check
        const { icon: Icon, colour } = LOOKS[level]
        const key = field === null ? null : `${finding.of}.${field}`
        const step = key === null ? null : stepOfField(key)
        return (
          <li key={index} className="flex gap-2">
            <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${colour}`} />
            <div className="min-w-0">
              <span className="sr-only">{t(`level.${level}`)} </span>
              {text(finding)}
              {level !== "pass" && key !== null && step !== null && step !== "review" && (
                <button type="button" className="ml-2 min-h-6 text-accent underline" onClick={() => go(step, key)}>
                  {t("goTo", { step: t(`step.${step}`) })}
                </button>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
