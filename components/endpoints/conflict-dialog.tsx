"use client"

import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import { Table } from "#components/ui/table.tsx"
import { compareSettings, endpointSettings, mergeSettings } from "#lib/endpoints/contract.ts"
import type { EndpointSettings, SettingDifference } from "#lib/endpoints/contract.ts"

import type { SettingsConflict } from "./use-save-settings.ts"

interface ConflictDialogProps {
  readonly conflict: SettingsConflict
  readonly isPending: boolean
  readonly onSave: (settings: EndpointSettings) => void
  readonly onTakeTheirs: () => void
  readonly onClose: () => void
}

/** What was, what this person wants, what somebody else has saved: side by side, to be decided. */
export function ConflictDialog({ conflict, isPending, onSave, onTakeTheirs, onClose }: ConflictDialogProps) {
  const t = useTranslations("endpointSettings.conflict")
  const { base, mine } = conflict
  const theirs = endpointSettings(conflict.theirs)
  const differences = compareSettings(base, mine, theirs)
  const count = differences.filter(({ isConflict }) => isConflict).length
  const show = (value: string | null) => value ?? <span className="text-fg-2">{t("absent")}</span>
  const author = ({ isConflict, base: before, mine: wanted, theirs: saved }: SettingDifference) =>
    isConflict || (wanted !== before && saved !== before) ? t("byBoth") : wanted === before ? t("byThem") : t("byMe")
  return (
    <Dialog
      shape="sheet"
      title={t("title")}
      description={t("hint", { count })}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      actions={
        <>
          <Button onClick={onTakeTheirs}>{t("takeTheirs")}</Button>
          <Button
            variant={count === 0 ? "primary" : "danger"}
            isPending={isPending}
            onClick={() => onSave(mergeSettings(base, mine, theirs))}
          >
            {t(count === 0 ? "merge" : "keepMine")}
          </Button>
        </>
      }
    >
      <Table
        caption={t("caption")}
        rows={differences}
        rowKey={({ path }) => path}
        columns={[
          {
            id: "path",
            header: t("setting"),
            isTitle: true,
            cell: ({ path }) => <span className="font-mono text-sm">{path}</span>,
          },
          { id: "base", header: t("base"), cell: ({ base: before }) => show(before) },
          { id: "mine", header: t("mine"), cell: ({ mine: wanted }) => show(wanted) },
          { id: "theirs", header: t("theirs"), cell: ({ theirs: saved }) => show(saved) },
          { id: "state", header: t("state"), cell: author },
        ]}
      />
    </Dialog>
  )
}
