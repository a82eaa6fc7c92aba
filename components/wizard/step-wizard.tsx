"use client"

import { PanelRight } from "lucide-react"
import { useEffect, useRef, useState } from "react"
import type { ReactNode } from "react"
import { useTranslations } from "use-intl/react"

import { useShortcut } from "#components/shortcuts/use-shortcut.ts"
import { Button } from "#components/ui/button.tsx"
import { cx } from "#components/ui/cx.ts"
import { Dialog } from "#components/ui/dialog.tsx"
import { useHydrated } from "#components/ui/use-hydrated.ts"

import { StepRail } from "./step-rail.tsx"
import type { Step } from "./step.ts"

interface StepWizardProps<Id extends string> {
  readonly steps: ReadonlyArray<Step<Id>>
  readonly current: Id
  readonly onGo: (id: Id) => void
  /** What the last step does, as words on its button. */
  readonly submitLabel: string
  readonly isSubmitting: boolean
  /** Why the form cannot be sent by this person at all. */
  readonly forbidden: string | null
  readonly onSubmit: () => void
  readonly onSave: () => void
  /** In place of the step's title, when something else than a step is shown. */
  readonly heading?: string | null
  /** Ctrl+. */
  readonly onToggle: () => void
  /** What the form comes to so far. */
  readonly summary: ReactNode
  /** Above the step: problems, news of the draft. */
  readonly notices?: ReactNode
  readonly children: ReactNode
}

/** A long form in steps: any order, the whole of it always in sight, one act at the end. */
export function StepWizard<Id extends string>(props: StepWizardProps<Id>) {
  const { steps, current, onGo, submitLabel, isSubmitting, forbidden, onSubmit, onSave, summary, notices } = props
  const t = useTranslations("wizard")
  const [isSummaryOpen, setSummaryOpen] = useState(false)
  const index = steps.findIndex(({ id }) => id === current)
  const previous = steps[index - 1]
  const next = steps[index + 1]
  const isHydrated = useHydrated()
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(current)
  // The document's focus is no part of React: a step that is opened is where reading goes on.
  useEffect(() => {
    if (shown.current === current) return
    shown.current = current
    heading.current?.focus()
  }, [current])
  const advance = () => (next ? onGo(next.id) : forbidden === null && !isSubmitting && onSubmit())
  useShortcut({ keys: "mod+enter", label: next ? t("nextTo", { step: next.title }) : submitLabel, run: advance })
  useShortcut({ keys: "mod+s", label: t("saveDraft"), run: onSave })
  useShortcut({ keys: "mod+.", label: t("switchView"), run: props.onToggle })
  return (
    <div className="grid grid-cols-1 gap-6 lg:grid-cols-[12rem_minmax(0,1fr)] xl:grid-cols-[13rem_minmax(0,1fr)_20rem]">
      <div className="lg:sticky lg:top-18 lg:self-start">
        <StepRail steps={steps} current={current} onGo={onGo} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        {notices}
        <h2 ref={heading} tabIndex={-1} className="scroll-mt-16 text-lg font-semibold outline-none">
          {props.heading ?? steps[index]?.title}
        </h2>
        {/* Nothing can be typed before it would be kept; it looks no different for that moment. */}
        <fieldset
          disabled={!isHydrated}
          className={cx(
            "flex min-w-0 flex-col gap-4",
            !isHydrated && "[&_:disabled]:border-line-strong [&_:disabled]:bg-panel [&_:disabled]:text-fg",
          )}
        >
          {props.children}
        </fieldset>
        <div className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center gap-2 border-t border-line bg-bg px-1 py-3">
          {previous && (
            <Button onClick={() => onGo(previous.id)}>
              <WideOrShort wide={t("backTo", { step: previous.title })} short={t("back")} />
            </Button>
          )}
          <div className="ml-auto flex flex-wrap items-center gap-2">
            <Button
              className="xl:hidden"
              icon={<PanelRight aria-hidden className="size-4" />}
              onClick={() => setSummaryOpen(true)}
            >
              <span className="max-sm:sr-only">{t("summary")}</span>
            </Button>
            {next ? (
              <Button variant="primary" onClick={advance}>
                <WideOrShort wide={t("nextTo", { step: next.title })} short={t("next")} />
              </Button>
            ) : (
              <Button
                variant="primary"
                onClick={onSubmit}
                isPending={isSubmitting}
                disabled={forbidden !== null}
                aria-describedby={forbidden === null ? undefined : "wizard-forbidden"}
              >
                {submitLabel}
              </Button>
            )}
          </div>
          {forbidden !== null && (
            <p id="wizard-forbidden" className="w-full text-sm text-fg-2">
              {forbidden}
            </p>
          )}
        </div>
      </div>
      <aside aria-label={t("summary")} className="max-xl:hidden xl:sticky xl:top-18 xl:self-start">
        {summary}
      </aside>
      <Dialog title={t("summary")} shape="sheet" isOpen={isSummaryOpen} onOpenChange={setSummaryOpen}>
        {summary}
      </Dialog>
    </div>
  )
}

/** Words of a button where there is room for them, and the short form on a phone: the bar stays one line. */
function WideOrShort({ wide, short }: { readonly wide: string; readonly short: string }) {
  return (
    <>
      <span className="max-sm:hidden">{wide}</span>
      <span className="sm:hidden">{short}</span>
    </>
  )
}
