"use client"

import { useRef } from "react"
import type { PointerEvent } from "react"
import { useTranslations } from "use-intl/react"

import { lookColour } from "#components/deployments/deployment-mark.tsx"
import { cx } from "#components/ui/cx.ts"
import type { SplitRow } from "#lib/traffic/contract.ts"

import type { TrafficDeployment } from "./traffic-deployment.ts"

/** Narrower parts show no words: the rows below say them. */
const WORDS_FROM_PERCENT = 15

interface SplitBarProps {
  readonly rows: readonly SplitRow[]
  readonly deployments: readonly TrafficDeployment[]
  /** Whether its borders can be dragged. */
  readonly isEditable: boolean
  readonly onMove: (left: string, right: string, byPercent: number) => void
  readonly onCommit: () => void
}

/**
 * The split as one bar. Borders between parts can be dragged with a pointer: a shortcut for those who see it, left out of
 * what readers are told, since each row below has a slider and a number for the same.
 */
export function SplitBar({ rows, deployments, isEditable, onMove, onCommit }: SplitBarProps) {
  const t = useTranslations("traffic")
  const live = rows.filter(({ percent }) => percent > 0)
  const sum = live.reduce((all, { percent }) => all + percent, 0)
  const words = live.map(({ name, percent }) => t("share", { name, percent })).join(", ")
  return (
    <div className="relative">
      <div
        role="img"
        aria-label={live.length === 0 ? t("off") : words}
        className={cx(
          "flex h-10 w-full gap-0.5 overflow-hidden rounded-md",
          live.length === 0 && "items-center justify-center border border-dashed border-line-strong text-fg-2",
        )}
      >
        {live.length === 0 && t("off")}
        {live.map(({ name, percent }) => (
          <Part
            key={name}
            name={name}
            percent={percent}
            deployment={deployments.find((deployment) => deployment.name === name)}
          />
        ))}
        {sum > 0 && sum < 100 && (
          <span
            style={{ flexGrow: 100 - sum }}
            className="basis-0 rounded-r-md border border-dashed border-line-strong"
          />
        )}
      </div>
      {isEditable &&
        sum === 100 &&
        live.slice(0, -1).map((left, index) => {
          const right = live[index + 1]
          if (!right || left.isLocked || right.isLocked) return null
          const at = live.slice(0, index + 1).reduce((sum, { percent }) => sum + percent, 0)
          return (
            <Border
              key={`${left.name} ${right.name}`}
              atPercent={at}
              onMove={(by) => onMove(left.name, right.name, by)}
              onCommit={onCommit}
            />
          )
        })}
    </div>
  )
}

interface PartProps {
  readonly name: string
  readonly percent: number
  readonly deployment: TrafficDeployment | undefined
}

function Part({ name, percent, deployment }: PartProps) {
  const t = useTranslations("traffic")
  return (
    <span
      style={{ flexGrow: percent, background: deployment ? lookColour(deployment.look) : "var(--mute)" }}
      className="flex h-full min-w-0.5 basis-0 items-center justify-center overflow-hidden forced-colors:border"
    >
      {percent >= WORDS_FROM_PERCENT && (
        <span className="mx-1 truncate rounded-sm bg-panel px-1.5 py-0.5 text-sm font-medium text-fg">
          {t("share", { name, percent })}
        </span>
      )}
    </span>
  )
}

interface BorderProps {
  readonly atPercent: number
  readonly onMove: (byPercent: number) => void
  readonly onCommit: () => void
}

function Border({ atPercent, onMove, onCommit }: BorderProps) {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null)
  const begin = (event: PointerEvent<HTMLSpanElement>) => {
    const width = event.currentTarget.parentElement?.clientWidth ?? 0
    if (width === 0 || event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, width }
  }
  const move = ({ clientX }: PointerEvent) => {
    if (start.current) onMove((100 * (clientX - start.current.x)) / start.current.width)
  }
  const end = () => {
    if (start.current) onCommit()
    start.current = null
  }
  return (
    <span
      aria-hidden
      data-border=""
      style={{ left: `${atPercent}%` }}
      className="group absolute inset-y-0 flex w-6 -translate-x-1/2 cursor-col-resize touch-none items-center justify-center"
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <span className="h-6 w-1.5 rounded-full border border-fg bg-panel group-hover:h-8" />
    </span>
  )
}
