"use client"

import { RotateCcw } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { GatedButton } from "#components/identity/gated-button.tsx"
import { usePermission } from "#components/identity/use-permission.ts"
import { ErrorBlock } from "#components/ui/error-block.tsx"
import { Time } from "#components/ui/time.tsx"
import { useToasts } from "#components/ui/toasts.tsx"
import type { OnlineDeploymentView, RevisionView } from "#lib/deployments/contract.ts"

import { useRedeploy } from "./use-redeploy.ts"

/** Keys whose values may be secrets: that they changed is told, not to what. */
const SECRET_KEYS = "environment_variables."

interface RevisionItemProps {
  readonly workspace: string
  readonly deployment: OnlineDeploymentView
  readonly revision: RevisionView
}

/** One revision: who made it, what it changed, what became of it, and the way back to it. */
export function RevisionItem({ workspace, deployment, revision }: RevisionItemProps) {
  const t = useTranslations("deployments.revisions")
  const toasts = useToasts()
  const permission = usePermission("deployments/write")
  const { generation, changes, is_wanted: isWanted, is_serving: isServing, is_failed: isFailed } = revision
  const redeploy = useRedeploy(workspace, deployment, () =>
    toasts.add({ title: t("returned", { generation }), description: t("returnedHint") }),
  )
  const marks = [isServing && t("serving"), isWanted && t("wanted"), isFailed && t("failed")].filter(Boolean)
  return (
    <li className="flex flex-col gap-2 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p>
          <span className="font-medium">{t("revision", { generation })}</span>
          {marks.length > 0 && <span className="text-fg-2"> · {marks.join(" · ")}</span>}
        </p>
        {!isWanted && (
          <GatedButton
            size="sm"
            permission={permission}
            icon={<RotateCcw aria-hidden className="size-3.5" />}
            isPending={redeploy.isPending}
            onClick={() => redeploy.mutate(revision.definition)}
          >
            {t("return", { generation })}
          </GatedButton>
        )}
      </div>
      <p className="text-sm text-fg-2">
        {revision.created_by} · <Time at={revision.created_at} isRelative />
      </p>
      {changes === null ? null : changes.length === 0 ? (
        <p className="text-sm text-fg-2">{t("same")}</p>
      ) : (
        <ul className="flex flex-col gap-1 text-sm">
          {changes.map(({ key, before, after }) => (
            <li key={key} className="[overflow-wrap:anywhere]">
              <span className="font-mono">{key}</span>{" "}
              {key.startsWith(SECRET_KEYS)
                ? t("secretChanged")
                : t("change", { before: show(before), after: show(after) })}
            </li>
          ))}
        </ul>
      )}
      {redeploy.error && <ErrorBlock error={redeploy.error} what={t("returnFailed")} />}
    </li>
  )
}

const show = (value: unknown) =>
  value === null || value === undefined ? "–" : typeof value === "string" ? value : JSON.stringify(value)
