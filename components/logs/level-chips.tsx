"use client"

import { useTranslations } from "use-intl/react"

import { FilterChip } from "#components/ui/filter-chip.tsx"

import { LEVELS } from "./log-line.ts"
import type { Level } from "./log-line.ts"
import type { LevelCounts } from "./log-store.ts"

interface LevelChipsProps {
  readonly counts: LevelCounts
  /** None: all are shown. */
  readonly chosen: readonly Level[]
  readonly onChoose: (levels: readonly Level[]) => void
}

/** How many lines there are of each level; pressed ones narrow the log to them. */
export function LevelChips({ counts, chosen, onChoose }: LevelChipsProps) {
  const t = useTranslations("logs")
  return (
    <div role="group" aria-label={t("level")} className="flex flex-wrap gap-1.5">
      {LEVELS.map((level) => {
        const isOn = chosen.includes(level)
        return (
          <FilterChip
            key={level}
            isOn={isOn}
            onToggle={() => onChoose(isOn ? chosen.filter((one) => one !== level) : [...chosen, level])}
          >
            {t("levelCount", { level: t(`levels.${level}`), count: counts[level] })}
          </FilterChip>
        )
      })}
    </div>
  )
}
