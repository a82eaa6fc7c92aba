"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { useErrorText } from "#components/data/use-error-text.ts"
import { Button } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"
import { Textarea } from "#components/ui/controls.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import { Field } from "#components/ui/field.tsx"
import type { TrafficRevisionView } from "#lib/traffic/contract.ts"

import { TrafficBar } from "./traffic-bar.tsx"
import type { TrafficPageData } from "./traffic-page-data.ts"
import { useRollBack } from "./use-roll-back.ts"
import { useSplitText } from "./use-split-text.ts"

const REASON_LENGTH_MAX = 1000

interface RollBackDialogProps {
  readonly data: Pick<TrafficPageData, "workspace" | "endpoint" | "traffic" | "revisions"> & {
    readonly deployments: ReadonlyArray<{ readonly name: string }>
  }
  /** The one to go back to; null while nobody asks. */
  readonly revision: TrafficRevisionView | null
  readonly onClose: () => void
  /** Takes its shares into the editor, where a change can be adapted, or forced with a reason. */
  readonly onEdit: (shares: Readonly<Record<string, number>>) => void
}

/** Asks before an older split is put in force: what is now, what will be, and why. */
export function RollBackDialog({ data, revision, onClose, onEdit }: RollBackDialogProps) {
  const t = useTranslations("traffic")
  const errorText = useErrorText()
  const splitText = useSplitText()
  const [reason, setReason] = useState("")
  const forget = () => {
    setReason("")
    onClose()
  }
  const rollBack = useRollBack(data, forget)
  const close = () => {
    rollBack.reset()
    forget()
  }
  const number = revision?.number ?? 0
  const bars = [
    { label: t("now"), shares: data.traffic.traffic },
    { label: t("then"), shares: revision?.traffic ?? {} },
  ]
  return (
    <Dialog
      title={t("rollBackTitle", { number })}
      description={t("rollBackHint")}
      isOpen={revision !== null}
      onOpenChange={(isOpen) => !isOpen && close()}
      actions={
        <>
          <Button onClick={close}>{t("cancel")}</Button>
          <Button
            variant="primary"
            isPending={rollBack.isPending}
            onClick={() => rollBack.mutate({ number, ...(reason.trim() === "" ? {} : { reason: reason.trim() }) })}
          >
            {t("rollBackToRevision", { number })}
          </Button>
        </>
      }
    >
      {rollBack.error && (
        <Callout
          tone="bad"
          isAlert
          title={t("notRolledBack")}
          actions={
            <Button
              size="sm"
              onClick={() => {
                if (revision) onEdit(revision.traffic)
                close()
              }}
            >
              {t("editInstead")}
            </Button>
          }
        >
          <p>{errorText(rollBack.error)}</p>
        </Callout>
      )}
      <dl className="grid grid-cols-[max-content_1fr] gap-x-3 gap-y-2">
        {bars.map(({ label, shares }) => (
          <div key={label} className="contents">
            <dt className="text-fg-2">{label}</dt>
            <dd className="flex min-w-0 flex-col gap-1">
              <TrafficBar shares={data.deployments.map(({ name }) => ({ name, percent: shares[name] ?? 0 }))} />
              {splitText(shares)}
            </dd>
          </div>
        ))}
      </dl>
      <Field label={t("reason")} aside={t("optional")}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={REASON_LENGTH_MAX}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </Field>
    </Dialog>
  )
}
