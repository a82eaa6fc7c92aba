"use client"

import type { KeyboardEvent, Ref } from "react"
import { useTranslations } from "use-intl/react"

import { CONTROL } from "#components/ui/controls.tsx"
import { cx } from "#components/ui/cx.ts"
import { parseShare } from "#lib/traffic/contract.ts"

interface ShareBoxProps {
  readonly name: string
  readonly percent: number
  readonly max: number
  /** What is typed and not taken over yet; null when nothing is. */
  readonly text: string | null
  /** The element that says what is wrong with it; null if nothing is. */
  readonly errorId: string | null
  readonly isDisabled: boolean
  readonly ref: Ref<HTMLInputElement>
  readonly onKey: (event: KeyboardEvent) => void
  readonly onText: (text: string | null) => void
  readonly onShare: (percent: number) => void
}

const STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }

/** A share as a number: `25`, `25%`, `1/4`, `+5`. Taken over with Enter or on leaving; arrows step. */
export function ShareBox(props: ShareBoxProps) {
  const { name, percent, max, text, errorId, isDisabled, ref, onKey, onText, onShare } = props
  const t = useTranslations("traffic")
  const typed = text === null ? percent : parseShare(text, percent)
  const take = () => {
    if (text === null) return
    if (text.trim() === "") onText(null)
    else if (typed !== null && typed <= max) {
      onText(null)
      onShare(typed)
    }
  }
  const step = (by: number) => {
    onText(null)
    onShare(Math.max(0, Math.min(max, (typed ?? percent) + by)))
  }
  return (
    <span className="flex items-center gap-1">
      <input
        ref={ref}
        aria-label={t("box", { name })}
        aria-invalid={errorId !== null || undefined}
        aria-describedby={errorId ?? undefined}
        autoComplete="off"
        spellCheck={false}
        disabled={isDisabled}
        className={cx(CONTROL, "w-16! text-right")}
        value={text ?? String(percent)}
        onChange={({ target }) => onText(target.value)}
        onFocus={({ target }) => {
          if (text === null) target.select()
        }}
        onBlur={take}
        onKeyDown={(event) => {
          const by = STEPS[event.key]
          if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) take()
          // While something is typed, undoing is the browser's.
          else if (event.key === "z" && text !== null) event.nativeEvent.stopImmediatePropagation()
          else if (by === undefined) onKey(event)
          else {
            event.preventDefault()
            step(event.shiftKey ? by * 10 : by)
          }
        }}
      />
      <span aria-hidden>%</span>
    </span>
  )
}
