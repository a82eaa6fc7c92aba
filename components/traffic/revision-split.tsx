"use client"

import { Undo2 } from "lucide-react"
import { useTranslations } from "use-intl/react"

import type { TrafficRevisionView } from "#lib/traffic/contract.ts"

import { TrafficBar } from "./traffic-bar.tsx"
import { useSplitText } from "./use-split-text.ts"

interface RevisionSplitProps {
  /** Deployments that there are now, in order of creation: they keep their colours. */
  readonly names: readonly string[]
  readonly revision: TrafficRevisionView
  readonly before: TrafficRevisionView | undefined
}

/** A revision's split as a bar, and what it changed. */
export function RevisionSplit({ names, revision, before }: RevisionSplitProps) {
  const t = useTranslations("traffic")
  const splitText = useSplitText()
  const gone = Object.keys({ ...before?.traffic, ...revision.traffic }).filter((name) => !names.includes(name))
  const all = [...names, ...gone]
  const shares = all.map((name) => ({ name, percent: revision.traffic[name] ?? 0 }))
  const changed = before ? shares.filter(({ name, percent }) => percent !== (before.traffic[name] ?? 0)) : []
  return (
    <div className="flex min-w-0 flex-col gap-1 py-1 sm:min-w-56">
      <TrafficBar shares={shares} />
      <p className="flex flex-wrap gap-x-3 text-sm">
        {changed.length === 0 ? (
          <span>{splitText(revision.traffic)}</span>
        ) : (
          changed.map(({ name, percent }) => (
            <span key={name}>{t("changed", { name, before: before?.traffic[name] ?? 0, after: percent })}</span>
          ))
        )}
      </p>
      {revision.copied_from !== null && (
        <p className="flex items-center gap-1 text-sm text-fg-2">
          <Undo2 aria-hidden className="size-3.5 shrink-0" />
          {t("copiedFrom", { number: revision.copied_from })}
        </p>
      )}
    </div>
  )
}
