"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { useErrorText } from "#components/data/use-error-text.ts"
import { Button } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"
import { Checkbox, Textarea } from "#components/ui/controls.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import { Field } from "#components/ui/field.tsx"
import { useToasts } from "#components/ui/toasts.tsx"
import type { SplitWarning } from "#lib/traffic/contract.ts"

import { ConflictCallout } from "./conflict-callout.tsx"
import { ReviewCode } from "./review-code.tsx"
import { ReviewEffect } from "./review-effect.tsx"
import type { TrafficPageData } from "./traffic-page-data.ts"
import { useApplySplit } from "./use-apply-split.ts"
import type { SplitDraft } from "./use-split-draft.ts"
import { useSplitText } from "./use-split-text.ts"
import { useWarningText } from "./warning-text.ts"

const CONFLICT = 412
const NOT_READY = "traffic.not_ready"
const REASON_LENGTH_MAX = 1000

interface ReviewSheetProps {
  readonly data: TrafficPageData
  readonly draft: SplitDraft
  readonly warnings: readonly SplitWarning[]
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

/** Everything about a change before it is made: what moves, what speaks against it, why it is made. */
export function ReviewSheet({ data, draft, warnings, isOpen, onOpenChange }: ReviewSheetProps) {
  const t = useTranslations("traffic")
  const warningText = useWarningText()
  const errorText = useErrorText()
  const splitText = useSplitText()
  const toasts = useToasts()
  const [reason, setReason] = useState("")
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set())
  const wanted = Object.fromEntries(draft.rows.map(({ name, percent }) => [name, percent]))
  const apply = useApplySplit(data, () => {
    toasts.add({ title: t("applied", { split: splitText(wanted) }), description: t("appliedHint") })
    setReason("")
    setAccepted(new Set())
    draft.discard()
    onOpenChange(false)
  })
  const { error } = apply
  // The server knows best: a deployment may have lost its last instance since this page heard of it.
  const isRefused = error?.problem.code === NOT_READY
  const isForced = isRefused || warnings.some(({ kind }) => kind === "not_ready")
  const texts = warnings.map(warningText)
  const questions = isRefused && !warnings.some(({ kind }) => kind === "not_ready") ? [...texts, t("force")] : texts
  const isAccepted = questions.every((text) => accepted.has(text))
  const needsReason = isForced && reason.trim() === ""
  const risen = draft.rows.filter(({ name, percent }) => percent > (data.traffic.traffic[name] ?? 0))
  const rising = risen.length === 1 ? risen[0] : undefined
  const accept = (text: string, isOn: boolean) =>
    setAccepted(new Set([...accepted].filter((one) => one !== text).concat(isOn ? [text] : [])))
  return (
    <Dialog
      shape="sheet"
      title={t("reviewTitle", { endpoint: data.endpoint })}
      description={t("reviewHint")}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      actions={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("backToEditing")}</Button>
          <Button
            variant="primary"
            isPending={apply.isPending}
            disabled={draft.isOvertaken || !isAccepted || needsReason}
            onClick={() =>
              apply.mutate({
                base: draft.base,
                traffic: wanted,
                ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
                ...(isForced ? { force: true } : {}),
              })
            }
          >
            {draft.isOff
              ? t("applyOff")
              : rising
                ? t("applyShare", { name: rising.name, percent: rising.percent })
                : t("apply")}
          </Button>
        </>
      }
    >
      {draft.isOvertaken && <ConflictCallout data={data} draft={draft} />}
      {error && error.status !== CONFLICT && (
        <Callout tone="bad" isAlert title={t("notApplied")}>
          <p>{errorText(error)}</p>
          {error.requestId && <p className="text-sm text-fg-2">{t("request", { id: error.requestId })}</p>}
        </Callout>
      )}
      <ReviewEffect data={data} draft={draft} />
      {questions.length > 0 && (
        <Callout tone="warn" title={t("acknowledge")}>
          {questions.map((text) => (
            <Checkbox
              key={text}
              label={text}
              checked={accepted.has(text)}
              onChange={({ target }) => accept(text, target.checked)}
            />
          ))}
        </Callout>
      )}
      <Field
        label={t("reason")}
        hint={t(isForced ? "reasonForced" : "reasonHint")}
        aside={isForced ? t("required") : t("optional")}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={REASON_LENGTH_MAX}
            required={isForced}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </Field>
      <ReviewCode data={data} draft={draft} reason={reason.trim()} isForced={isForced} />
    </Dialog>
  )
}
