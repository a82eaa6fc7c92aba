"use client"

import { ChevronDown, ChevronRight } from "lucide-react"
import dynamic from "next/dynamic"
import { useId } from "react"
import { useFormatter, useTranslations } from "use-intl/react"

import { resultWord } from "#components/operations/result-word.ts"
import { cx } from "#components/ui/cx.ts"
import { StatusChip } from "#components/ui/status-chip.tsx"
import type { ActivityView } from "#lib/operations/contract.ts"

import { TypeIcon } from "./type-icon.tsx"
import { useChangeTitle } from "./use-change-title.ts"

const ChangeDetail = dynamic(async () => (await import("./change-detail.tsx")).ChangeDetail)

interface ChangeItemProps {
  readonly workspace: string
  readonly change: ActivityView
  readonly isOpen: boolean
  /** A link named it: it is brought into view. */
  readonly isLinked?: boolean
  readonly onToggle: () => void
}

/** One change: what, by whom, when, how it ended; open, everything that is known of it. */
export function ChangeItem({ workspace, change, isOpen, isLinked = false, onToggle }: ChangeItemProps) {
  const t = useTranslations("activity")
  const format = useFormatter()
  const titleOf = useChangeTitle()
  const detailId = useId()
  const Chevron = isOpen ? ChevronDown : ChevronRight
  const isPlain = change.result === "Succeeded"
  return (
    <li
      data-row={change.id}
      aria-current={isLinked || undefined}
      ref={isLinked ? intoView : undefined}
      className={cx("scroll-mt-14 border-b border-line last:border-b-0", isOpen && "bg-panel-2", isLinked && MARK)}
    >
      <button
        type="button"
        data-row-link
        aria-expanded={isOpen}
        aria-controls={isOpen ? detailId : undefined}
        onClick={onToggle}
        className="grid min-h-(--row) w-full grid-cols-[auto_auto_1fr] items-center gap-x-2 gap-y-1 rounded-lg px-3 py-1.5 text-left -outline-offset-2 hover:bg-panel-2 sm:grid-cols-[auto_auto_minmax(0,1fr)_8.5rem_13rem_5rem] sm:gap-x-3"
      >
        <Chevron aria-hidden className="size-4 shrink-0 text-fg-2" />
        <TypeIcon action={change.action} />
        <span className="min-w-0 wrap-anywhere">
          {titleOf(change)}
          {change.message !== "" && <span className="block text-sm text-fg-2">{change.message}</span>}
        </span>
        <span className={cx("max-sm:col-start-3", isPlain && "max-sm:hidden")}>
          <StatusChip status={resultWord(change.result)} />
        </span>
        <span className="min-w-0 text-sm wrap-anywhere text-fg-2 max-sm:col-start-3">{change.actor}</span>
        <time
          dateTime={change.at}
          className="text-sm text-fg-2 max-sm:col-start-3"
          title={t("at", { time: format.dateTime(new Date(change.at), { dateStyle: "medium", timeStyle: "long" }) })}
        >
          {format.dateTime(new Date(change.at), CLOCK)}
        </time>
      </button>
      {isOpen && (
        <div id={detailId} className="px-3 pb-4 sm:pl-10">
          <ChangeDetail workspace={workspace} change={change} />
        </div>
      )}
    </li>
  )
}

const CLOCK = { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false } as const
const MARK = "shadow-[inset_3px_0_0_var(--accent)]"

function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" })
}
