"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { Input } from "#components/ui/controls.tsx"
import type { SplitWarning } from "#lib/traffic/contract.ts"
import { maxFor } from "#lib/traffic/contract.ts"

import { ReadOnlyRow } from "./read-only-row.tsx"
import { SplitRow } from "./split-row.tsx"
import type { TrafficDeployment } from "./traffic-deployment.ts"
import type { SplitDraft } from "./use-split-draft.ts"
import { useWarningText } from "./warning-text.ts"

/** More rows than these are filtered, and those without a share wait behind a button. */
const ROWS_OPEN_MAX = 8

interface SplitRowsProps {
  readonly deployments: readonly TrafficDeployment[]
  readonly draft: SplitDraft
  readonly warnings: readonly SplitWarning[]
  readonly isAllowed: boolean
}

/** A row for each deployment, always in order of creation: rows that moved while one edits would be lost from sight. */
export function SplitRows({ deployments, draft, warnings, isAllowed }: SplitRowsProps) {
  const t = useTranslations("traffic")
  const warningText = useWarningText()
  const [filter, setFilter] = useState("")
  const [areZerosOpen, setZerosOpen] = useState(false)
  const isLong = deployments.length > ROWS_OPEN_MAX
  const found = deployments.filter(({ name }) => name.toLowerCase().includes(filter.trim().toLowerCase()))
  const shareOf = (name: string) => draft.rows.find((row) => row.name === name)?.percent ?? 0
  const isZero = ({ name, currentPercent }: TrafficDeployment) => shareOf(name) === 0 && currentPercent === 0
  const hidden = isLong && !areZerosOpen && filter.trim() === "" ? found.filter(isZero) : []
  const isPair = deployments.length === 2
  const free = draft.rows.filter(({ isLocked }) => !isLocked)
  const words = draft.rows.map(({ name, percent }) => t("spokenShare", { name, percent }))

  const blockedReason = (name: string): string | null => {
    if (draft.isOff) return t("blockedOff")
    const isLast = free.length === 1 && free[0]?.name === name
    return isLast && draft.sum === 100 && !isPair ? t("blockedLocks") : null
  }
  return (
    <div className="flex flex-col">
      {isLong && (
        <Input
          type="search"
          aria-label={t("filter")}
          placeholder={t("filter")}
          className="mb-2 max-w-72"
          value={filter}
          onChange={({ target }) => setFilter(target.value)}
        />
      )}
      {found
        .filter((deployment) => !hidden.includes(deployment))
        .map((deployment) => {
          const { name } = deployment
          const row = draft.rows.find((one) => one.name === name)
          if (!row) return null
          if (!isAllowed) return <ReadOnlyRow key={name} deployment={deployment} percent={row.percent} />
          return (
            <SplitRow
              key={name}
              row={isPair ? { ...row, isLocked: false } : row}
              deployment={deployment}
              max={maxFor(draft.rows, name)}
              shape={isPair ? (deployment === deployments[0] ? "rest" : "shared") : "full"}
              blocked={blockedReason(name)}
              others={words.filter((_, index) => draft.rows[index]?.name !== name).join(", ")}
              warnings={warnings.flatMap((one) =>
                one.kind !== "off" && one.deployment === name ? [warningText(one)] : [],
              )}
              onShare={(percent) => draft.setShare(name, percent)}
              onCommit={draft.endGesture}
              onRestore={() => draft.restoreRow(name)}
              onLock={() => draft.toggleLock(name)}
            />
          )
        })}
      {hidden.length > 0 && (
        <Button variant="ghost" className="self-start" onClick={() => setZerosOpen(true)}>
          {t("zeros", { count: hidden.length })}
        </Button>
      )}
      {found.length === 0 && <p className="py-2 text-fg-2">{t("noMatch")}</p>}
    </div>
  )
}
