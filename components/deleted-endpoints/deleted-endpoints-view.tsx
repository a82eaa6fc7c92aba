"use client"

import { useMemo, useState } from "react"
import { useTranslations } from "use-intl/react"

import { useAllRows } from "#components/data/use-all-rows.ts"
import { usePermission } from "#components/identity/use-permission.ts"
import { useRowKeys } from "#components/shortcuts/use-row-keys.ts"
import { ButtonLink } from "#components/ui/button.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { EmptyState, QueryBlock } from "#components/ui/states.tsx"
import { Table } from "#components/ui/table.tsx"
import type { DeletedEndpointView } from "#lib/deletions/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

import { deletedColumns } from "./deleted-columns.tsx"
import { deletedEndpointsQuery } from "./deleted-queries.ts"
import { RestoreEndpoint } from "./restore-endpoint.tsx"

const keyOf = ({ id }: DeletedEndpointView) => id

/** What was deleted in the last days, and the way back for it. */
export function DeletedEndpointsView({ workspace }: { readonly workspace: string }) {
  const t = useTranslations()
  const query = useAllRows(deletedEndpointsQuery(workspace))
  const permission = usePermission("endpoints/write")
  const [restoring, setRestoring] = useState<DeletedEndpointView | null>(null)
  const list = useRowKeys<HTMLDivElement>()
  const header = useTranslations("deletedEndpoints")
  const columns = useMemo(
    () => deletedColumns({ header: (id) => header(`columns.${id}`), permission, onRestore: setRestoring }),
    [header, permission],
  )
  return (
    <>
      <PageHeader title={t("titles.deletedEndpoints")} description={t("deletedEndpoints.hint")} />
      <QueryBlock
        query={query}
        what={t("deletedEndpoints.what")}
        empty={{
          isEmpty: ({ items }) => items.length === 0,
          content: (
            <EmptyState
              title={t("deletedEndpoints.emptyTitle")}
              actions={<ButtonLink href={pagePaths.endpoints(workspace)}>{t("deletedEndpoints.toList")}</ButtonLink>}
            >
              {t("deletedEndpoints.emptyHint")}
            </EmptyState>
          ),
        }}
      >
        {({ items }) => (
          <div ref={list} className="rounded-lg border border-line bg-panel max-sm:px-2">
            <Table caption={t("titles.deletedEndpoints")} columns={columns} rows={items} rowKey={keyOf} />
          </div>
        )}
      </QueryBlock>
      {restoring && <RestoreEndpoint workspace={workspace} deleted={restoring} onClose={() => setRestoring(null)} />}
    </>
  )
}
