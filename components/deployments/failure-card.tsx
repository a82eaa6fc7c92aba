"use client"

import { OctagonX } from "lucide-react"
import { useId } from "react"
import { useTranslations } from "use-intl/react"

import { CodeBlock } from "#components/ui/code-block.tsx"
import { failureGuide, relevantLines } from "#lib/deployments/contract.ts"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"

import { FailureFixes } from "./failure-fixes.tsx"

interface FailureCardProps {
  readonly workspace: string
  readonly deployment: OnlineDeploymentView
}

/**
 * Why a deployment's newest revision failed, so that a person who has never seen its log knows what to do: in words, with
 * the exact message and the lines that tell most, and with the acts that are likely to help. Nothing without a failure.
 */
export function FailureCard({ workspace, deployment }: FailureCardProps) {
  const t = useTranslations("failure")
  const id = useId()
  const { failure, serving_generation: serving } = deployment
  if (!failure) return null
  const { topic } = failureGuide(failure)
  const lines = relevantLines(failure.log)
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-4 rounded-lg border border-bad bg-panel p-4">
      <div className="flex gap-3">
        <OctagonX aria-hidden className="mt-0.5 size-5 shrink-0 text-bad" />
        <div className="flex min-w-0 flex-col gap-1">
          <h2 id={id} className="text-lg font-semibold">
            {t("heading", { deployment: deployment.name, title: t(`topic.${topic}.title`) })}
          </h2>
          <p className="flex flex-wrap gap-x-2 text-sm text-fg-2">
            <span>{t("phase", { phase: failure.phase })}</span>
            <span aria-hidden>·</span>
            <span>{t("revision", { generation: failure.generation })}</span>
            <span aria-hidden>·</span>
            <code className="font-mono">{failure.code}</code>
          </p>
        </div>
      </div>
      <p className="max-w-prose">
        {t(`topic.${topic}.why`)} {serving === null ? t("neverServed") : t("stillServes", { generation: serving })}
      </p>
      <CodeBlock code={failure.message} label={t("message")} />
      {lines.length > 0 && <FailureLog lines={lines} log={failure.log} />}
      <FailureFixes workspace={workspace} deployment={deployment} failure={failure} />
    </section>
  )
}

function FailureLog({ lines, log }: { readonly lines: readonly string[]; readonly log: readonly string[] }) {
  const t = useTranslations("failure")
  return (
    <div className="flex flex-col gap-2">
      <h3 className="text-sm font-medium text-fg-2">{t("log")}</h3>
      <CodeBlock code={lines.join("\n")} label={t("log")} />
      {log.length > lines.length && (
        <details>
          <summary className="inline-flex min-h-6 items-center text-sm text-accent underline">
            {t("allLines", { count: log.length })}
          </summary>
          <div className="mt-2">
            <CodeBlock code={log.join("\n")} label={t("allLines", { count: log.length })} />
          </div>
        </details>
      )}
    </div>
  )
}
