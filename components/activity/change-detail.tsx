"use client"

import { Undo2 } from "lucide-react"
import dynamic from "next/dynamic"
import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { GatedButton } from "#components/identity/gated-button.tsx"
import { usePermission } from "#components/identity/use-permission.ts"
import { ButtonLink } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"
import { CopyButton } from "#components/ui/copy-button.tsx"
import { Elapsed } from "#components/ui/elapsed.tsx"
import { Facts } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import type { ActivityView } from "#lib/operations/contract.ts"

import { changePath } from "./change-path.ts"
import { DiffTable } from "./diff-table.tsx"

const RollBackTo = dynamic(async () => (await import("./roll-back-to.tsx")).RollBackTo, { ssr: false })

interface ChangeDetailProps {
  readonly workspace: string
  readonly change: ActivityView
}

/** What a change made different, how long it took, why it failed, and what can be done about it. */
export function ChangeDetail({ workspace, change }: ChangeDetailProps) {
  const t = useTranslations("activity")
  const [isRollingBack, setRollingBack] = useState(false)
  const permission = usePermission("traffic/write")
  const { operation, traffic_revision: revision, at } = change
  const path = changePath(workspace, change)
  const canRollBack = revision !== null && change.result === "Succeeded"
  return (
    <div className="flex flex-col gap-3">
      {operation?.error && (
        <Callout tone={change.result === "Failed" ? "bad" : "info"} title={operation.error.code}>
          <p className="whitespace-pre-wrap">{operation.error.message}</p>
        </Callout>
      )}
      <DiffTable change={change} />
      <Facts
        facts={[
          [t("began"), <Time key="at" at={at} />],
          ...(operation
            ? ([
                [t("took"), <Elapsed key="took" from={at} to={operation.finished_at} />],
                [t("operation"), <CopyId key="id" id={operation.id} />],
              ] as const)
            : []),
          ...(revision === null ? [] : ([[t("revision"), t("revisionNumber", { number: revision })]] as const)),
        ]}
      />
      <div className="flex flex-wrap gap-2">
        {path !== null && (
          <ButtonLink size="sm" href={path}>
            {t("openTarget")}
          </ButtonLink>
        )}
        {canRollBack && (
          <GatedButton
            size="sm"
            permission={permission}
            icon={<Undo2 aria-hidden className="size-3.5" />}
            onClick={() => setRollingBack(true)}
          >
            {t("rollBack")}
          </GatedButton>
        )}
      </div>
      {isRollingBack && revision !== null && (
        <RollBackTo workspace={workspace} change={change} number={revision} onClose={() => setRollingBack(false)} />
      )}
    </div>
  )
}

function CopyId({ id }: { readonly id: string }) {
  const t = useTranslations("activity")
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      <code className="font-mono text-sm">{id}</code>
      <CopyButton text={id} label={t("copyOperation")} />
    </span>
  )
}
