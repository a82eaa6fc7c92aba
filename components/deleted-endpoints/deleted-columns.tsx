"use client"

import { ArchiveRestore } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { GatedButton } from "#components/identity/gated-button.tsx"
import type { Permission } from "#components/identity/use-permission.ts"
import type { Column } from "#components/ui/table.tsx"
import { Time } from "#components/ui/time.tsx"
import { useClock } from "#components/ui/use-clock.ts"
import type { DeletedEndpointView } from "#lib/deletions/contract.ts"

interface DeletedColumnsOptions {
  readonly header: (id: "name" | "deleted" | "by" | "purge" | "deployments" | "restore") => string
  readonly permission: Permission
  readonly onRestore: (deleted: DeletedEndpointView) => void
}

/** The columns of the deleted endpoints. */
export function deletedColumns(options: DeletedColumnsOptions): ReadonlyArray<Column<DeletedEndpointView>> {
  const { header, permission, onRestore } = options
  return [
    { id: "name", header: header("name"), isTitle: true, cell: (row) => <NameCell deleted={row} /> },
    { id: "deleted", header: header("deleted"), cell: ({ deleted_at: at }) => <Time at={at} isRelative /> },
    { id: "by", header: header("by"), cell: (row) => <DeletedBy by={row.deleted_by} /> },
    { id: "purge", header: header("purge"), cell: ({ purge_at: at }) => <TimeLeft at={at} /> },
    {
      id: "deployments",
      header: header("deployments"),
      cell: ({ deployments }) => <Deployments names={deployments} />,
    },
    {
      id: "restore",
      header: <span className="sr-only">{header("restore")}</span>,
      cell: (row) => <RestoreButton deleted={row} permission={permission} onRestore={onRestore} />,
    },
  ]
}

function NameCell({ deleted: { name, is_name_free: isFree } }: { readonly deleted: DeletedEndpointView }) {
  const t = useTranslations("deletedEndpoints")
  return (
    <span className="flex flex-col wrap-anywhere">
      <span className="font-medium">{name}</span>
      {!isFree && <span className="text-sm text-fg-2">{t("nameTaken")}</span>}
    </span>
  )
}

function DeletedBy({ by }: { readonly by: string | null }) {
  const t = useTranslations("deletedEndpoints")
  return <span className="wrap-anywhere">{by ?? t("nobody")}</span>
}

function Deployments({ names }: { readonly names: readonly string[] }) {
  const t = useTranslations("deletedEndpoints")
  return names.length === 0 ? <span className="text-fg-2">{t("noDeployments")}</span> : names.join(", ")
}

const HOUR_MS = 3600 * 1000
const DAY_MS = 24 * HOUR_MS
const TICK_MS = 60_000

/** How long it can still be restored, and the moment itself. */
function TimeLeft({ at }: { readonly at: string }) {
  const t = useTranslations("deletedEndpoints")
  const leftMs = Date.parse(at) - useClock(TICK_MS).getTime()
  const isSoon = leftMs < DAY_MS
  return (
    <span className="flex flex-col">
      <span className={isSoon ? "font-medium text-warn" : undefined}>
        {isSoon
          ? t("hoursLeft", { count: Math.max(0, Math.floor(leftMs / HOUR_MS)) })
          : t("daysLeft", { count: Math.floor(leftMs / DAY_MS) })}
      </span>
      <span className="text-sm text-fg-2">
        <Time at={at} />
      </span>
    </span>
  )
}

interface RestoreButtonProps extends Pick<DeletedColumnsOptions, "permission" | "onRestore"> {
  readonly deleted: DeletedEndpointView
}

function RestoreButton({ deleted, permission, onRestore }: RestoreButtonProps) {
  const t = useTranslations("deletedEndpoints")
  return (
    <GatedButton
      size="sm"
      permission={permission}
      data-row-link
      aria-label={t("restoreNamed", { name: deleted.name })}
      icon={<ArchiveRestore aria-hidden className="size-3.5" />}
      onClick={() => onRestore(deleted)}
    >
      {t("restore")}
    </GatedButton>
  )
}
