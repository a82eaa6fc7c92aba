"use client"

import { parseAsBoolean, useQueryState } from "nuqs"
import { useTranslations } from "use-intl/react"

import { usePermission } from "#components/identity/use-permission.ts"
import { useShortcut } from "#components/shortcuts/use-shortcut.ts"
import { Callout } from "#components/ui/callout.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { Segmented } from "#components/ui/segmented.tsx"
import { Switch } from "#components/ui/switch.tsx"
import { warnSplit } from "#lib/traffic/contract.ts"

import { ConflictCallout } from "./conflict-callout.tsx"
import { OnOff } from "./on-off.tsx"
import { ReviewSheet } from "./review-sheet.tsx"
import { SplitBar } from "./split-bar.tsx"
import { SplitFooter } from "./split-footer.tsx"
import { SplitPresets } from "./split-presets.tsx"
import { SplitRows } from "./split-rows.tsx"
import { SplitSpeech } from "./split-speech.tsx"
import { TrafficState } from "./traffic-state.tsx"
import type { TrafficPageData } from "./traffic-page-data.ts"
import type { SplitDraft, TrafficMode } from "./use-split-draft.ts"

interface SplitEditorProps {
  readonly data: TrafficPageData
  readonly draft: SplitDraft
  readonly mode: TrafficMode
  readonly onMode: (mode: TrafficMode) => void
}

/** Edits the split and leads to its review. */
export function SplitEditor({ data, draft, mode, onMode }: SplitEditorProps) {
  const t = useTranslations("traffic")
  const { isAllowed, reason } = usePermission("traffic/write")
  const [isReviewing, setReviewing] = useQueryState("review", parseAsBoolean.withDefault(false))
  const { deployments } = data
  const facts = deployments.map((one) => ({
    ...one,
    hasAnswered: one.answers === null || one.answers.byCode.some(({ code }) => code < 300),
  }))
  const wanted = Object.fromEntries(draft.rows.map(({ name, percent }) => [name, percent]))
  const warnings = warnSplit(wanted, facts)
  const isWhole = draft.isOff || draft.sum === 100
  const blocked = data.operation?.status === "InProgress" ? t("waitForRouting") : isWhole ? null : t("mustBeWhole")
  const canReview = isAllowed && draft.isDirty && blocked === null
  const review = () => void setReviewing(true)
  useShortcut({ keys: "mod+enter", label: t("review"), run: review, isEnabled: canReview })
  useShortcut({ keys: "mod+z", label: t("undo"), run: draft.undo, isEnabled: isAllowed && draft.canUndo })

  return (
    <Panel
      title={t("title")}
      actions={
        <>
          {deployments.length > 2 && isAllowed && (
            <Segmented
              label={t("mode")}
              value={mode}
              options={[
                { value: "balanced", label: t("balanced"), hint: t("balancedHint") },
                { value: "manual", label: t("manual"), hint: t("manualHint") },
              ]}
              onChange={onMode}
            />
          )}
          {deployments.length > 1 && isAllowed && (
            <Switch label={t("live")} isOn={!draft.isOff} onChange={(isOn) => draft.setOn(isOn)} />
          )}
        </>
      }
    >
      <TrafficState data={data} />
      {!isAllowed && (
        <Callout tone="info" title={t("readOnly")}>
          <p>{reason}</p>
        </Callout>
      )}
      {draft.isOvertaken && isAllowed && !isReviewing && <ConflictCallout data={data} draft={draft} />}
      <div className="@container flex flex-col gap-3">
        <SplitBar
          rows={draft.rows}
          deployments={deployments}
          isEditable={isAllowed}
          onMove={draft.moveBorder}
          onCommit={draft.endGesture}
        />
        {deployments.length === 1 ? (
          <OnOff data={data} draft={draft} isAllowed={isAllowed} />
        ) : (
          <SplitRows deployments={deployments} draft={draft} warnings={warnings} isAllowed={isAllowed} />
        )}
      </div>
      {isAllowed && deployments.length > 1 && <SplitPresets draft={draft} />}
      {isAllowed && <SplitFooter draft={draft} blocked={blocked} onReview={review} />}
      <SplitSpeech draft={draft} />
      {isAllowed && (
        <ReviewSheet
          data={data}
          draft={draft}
          warnings={warnings}
          isOpen={isReviewing && draft.isDirty && isWhole}
          onOpenChange={(isOpen) => void setReviewing(isOpen || null)}
        />
      )}
    </Panel>
  )
}
