"use client"

import { useCallback, useDeferredValue, useMemo } from "react"
import { useTranslations } from "use-intl/react"

import type { AllRows } from "#components/data/use-all-rows.ts"
import { usePermission } from "#components/identity/use-permission.ts"
import { useRowKeys } from "#components/shortcuts/use-row-keys.ts"
import { Button } from "#components/ui/button.tsx"
import { EmptyState } from "#components/ui/states.tsx"
import { Table } from "#components/ui/table.tsx"
import { useGrowingCount } from "#components/ui/use-growing-count.ts"
import { useSelection } from "#components/ui/use-selection.ts"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"

import type { ColumnId } from "./column-ids.ts"
import { endpointColumns } from "./endpoint-columns.tsx"
import { ListCount } from "./list-count.tsx"
import { ListToolbar } from "./list-toolbar.tsx"
import { selectEndpoints } from "./select-endpoints.ts"
import { SelectionBar } from "./selection-bar.tsx"
import { useListState } from "./use-list-state.ts"

interface EndpointTableProps {
  readonly workspace: string
  readonly rows: AllRows<OnlineEndpointView>
  readonly savedColumns: readonly ColumnId[] | null
}

const keyOf = ({ name }: OnlineEndpointView) => name

/** The endpoints as the address wants them: narrowed, ordered, with the chosen columns. */
export function EndpointTable({ workspace, rows, savedColumns }: EndpointTableProps) {
  const t = useTranslations("endpoints")
  const state = useListState()
  const chosen = state.columns ?? savedColumns
  // Typing is shown at once; the rows follow as soon as there is time.
  const filter = useDeferredValue(state.filter)
  const sort = useDeferredValue(state.sort)
  const shown = useMemo(() => selectEndpoints(rows.items, filter, sort), [rows.items, filter, sort])
  const columns = useMemo(
    () => endpointColumns({ workspace, chosen, header: (id) => t(`columns.${id}`) }),
    [workspace, chosen, t],
  )
  const { clear, ...selection } = useSelection(useMemo(() => shown.map(keyOf), [shown]))
  const { isAllowed: canDelete } = usePermission("endpoints/delete")
  const list = useRowKeys<HTMLDivElement>({ canSelect: canDelete })
  const [count, end] = useGrowingCount(shown.length)
  const selectLabel = useCallback(({ name }: OnlineEndpointView) => t("select", { name }), [t])
  const chosenRows = rows.items.filter(({ name }) => selection.selected.has(name))
  return (
    <section aria-label={t("caption")} className="flex min-w-0 flex-col gap-3">
      <ListToolbar state={state} endpoints={rows.items} columns={chosen} />
      <ListCount shown={shown.length} rows={rows} isFiltered={state.isFiltered} />
      {chosenRows.length > 0 && <SelectionBar workspace={workspace} endpoints={chosenRows} onClear={clear} />}
      {shown.length === 0 ? (
        <EmptyState title={t("noMatch")} actions={<Button onClick={state.clearFilter}>{t("clearFilters")}</Button>} />
      ) : (
        <div ref={list} className="rounded-lg border border-line bg-panel max-sm:px-2 sm:overflow-x-auto">
          <Table
            caption={t("caption")}
            columns={columns}
            rows={shown.slice(0, count)}
            rowKey={keyOf}
            sort={{ ...sort, onSort: state.toggleSort }}
            {...(canDelete ? { selection: { ...selection, label: selectLabel, allLabel: t("selectAll") } } : {})}
          />
          {count < shown.length && <div ref={end} className="h-px" />}
        </div>
      )}
    </section>
  )
}
