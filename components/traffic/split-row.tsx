"use client"

import { Lock, LockOpen, TriangleAlert } from "lucide-react"
import { useId, useRef, useState } from "react"
import type { KeyboardEvent } from "react"
import { useTranslations } from "use-intl/react"

import { lookColour } from "#components/deployments/deployment-mark.tsx"
import { IconButton } from "#components/ui/icon-button.tsx"
import { Slider } from "#components/ui/slider.tsx"
import { parseShare } from "#lib/traffic/contract.ts"
import type { SplitRow as Row } from "#lib/traffic/contract.ts"

import { DeploymentFacts } from "./deployment-facts.tsx"
import { ShareBox } from "./share-box.tsx"
import { ShareChange } from "./share-change.tsx"
import type { TrafficDeployment } from "./traffic-deployment.ts"

interface SplitRowProps {
  readonly row: Row
  readonly deployment: TrafficDeployment
  /** The most it may take now. */
  readonly max: number
  /** `shared` rows belong to a pair: one slider serves both, and locks would stop everything. */
  readonly shape: "full" | "shared" | "rest"
  /** Why it cannot be moved; null if it can. */
  readonly blocked: string | null
  /** The split as a sentence, for readers of the slider. */
  readonly others: string
  readonly warnings: readonly string[]
  readonly onShare: (percent: number) => void
  readonly onCommit: () => void
  readonly onRestore: () => void
  readonly onLock: () => void
}

/** One deployment of the split: slider, number and lock say the same thing three ways. */
export function SplitRow(props: SplitRowProps) {
  const { row, deployment, max, shape, blocked, others, warnings, onShare, onCommit, onRestore, onLock } = props
  const t = useTranslations("traffic")
  const box = useRef<HTMLInputElement>(null)
  const lock = useRef<HTMLButtonElement>(null)
  const [text, setText] = useState<string | null>(null)
  const { name, percent, isLocked } = row
  const errorId = useId()
  const typed = text === null || text.trim() === "" ? percent : parseShare(text, percent)
  const error = typed === null ? t("boxWrong") : typed > max ? t("boxTooMuch", { max }) : null
  const isFixed = isLocked || blocked !== null

  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === "Escape") {
      setText(null)
      onRestore()
    } else if (event.key.toLowerCase() === "l" && shape === "full") {
      event.preventDefault()
      // A locked slider takes no focus: it would be lost.
      lock.current?.focus()
      onLock()
    }
  }
  const typeIntoBox = (event: KeyboardEvent) => {
    onKey(event)
    if (!/^[0-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    setText(event.key)
    // The digit is there before the focus, so that the box does not select it.
    requestAnimationFrame(() => box.current?.focus())
  }
  return (
    <div
      role="group"
      aria-label={name}
      className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1 border-t border-line py-2 @3xl:grid-cols-[minmax(13rem,1.2fr)_minmax(8rem,2fr)_8.5rem_10rem]"
    >
      <div className="min-w-0 @max-3xl:col-span-2">
        <DeploymentFacts deployment={deployment} />
      </div>
      <div className="@max-3xl:col-span-2">
        {shape === "rest" ? (
          <p className="px-2 text-fg-2">{t("takesRest", { name })}</p>
        ) : (
          <Slider
            label={t("slider", { name })}
            value={percent}
            max={max}
            full={100}
            valueText={t("valueText", { name, percent, others })}
            colour={lookColour(deployment.look)}
            isDisabled={isFixed}
            onChange={onShare}
            onCommit={onCommit}
            onKeyDown={typeIntoBox}
          />
        )}
      </div>
      <div className="flex items-start gap-1 @3xl:justify-self-end">
        <ShareBox
          ref={box}
          name={name}
          percent={percent}
          max={max}
          text={text}
          errorId={error === null ? null : errorId}
          isDisabled={isFixed}
          onText={setText}
          onKey={onKey}
          onShare={(next) => {
            onShare(next)
            onCommit()
          }}
        />
        {shape === "full" && (
          <IconButton
            label={t("lock", { name })}
            ref={lock}
            aria-pressed={isLocked}
            icon={isLocked ? <Lock aria-hidden className="size-4" /> : <LockOpen aria-hidden className="size-4" />}
            className={isLocked ? "bg-accent-soft! text-accent!" : ""}
            onKeyDown={onKey}
            onClick={onLock}
          />
        )}
      </div>
      <ShareChange before={deployment.currentPercent} after={percent} />
      {error !== null && (
        <p id={errorId} role="alert" className="col-span-full justify-self-end text-sm text-bad">
          {error}
        </p>
      )}
      {(blocked !== null || warnings.length > 0) && (
        <ul className="col-span-full flex flex-col gap-1 text-sm">
          {blocked !== null && <li className="text-fg-2">{blocked}</li>}
          {warnings.map((warning) => (
            <li key={warning} className="flex items-start gap-1.5 text-warn">
              <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
              {warning}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
