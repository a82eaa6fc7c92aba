"use client"

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react"

import { cx } from "./cx.ts"
import { RowCheckbox } from "./row-checkbox.tsx"
import { columnClass } from "./table-column.ts"
import type { Column, TableSelection, TableSort } from "./table-column.ts"

interface TableHeadProps<Row> {
  readonly columns: ReadonlyArray<Column<Row>>
  readonly sort: TableSort | undefined
  readonly selection: TableSelection<Row> | undefined
}

/** The headings of a table: those that order it are buttons. On narrow screens there are no headings; a page offers the order elsewhere. */
export function TableHead<Row>({ columns, sort, selection }: TableHeadProps<Row>) {
  return (
    <thead className="max-sm:sr-only">
      <tr className="border-b border-line">
        {selection && (
          <th scope="col" aria-label={selection.allLabel} className="w-8 pl-2 max-sm:hidden">
            <RowCheckbox
              label={selection.allLabel}
              isChecked={selection.isAllSelected}
              isMixed={!selection.isAllSelected && selection.selected.size > 0}
              onToggle={selection.onToggleAll}
            />
          </th>
        )}
        {columns.map((column) => (
          <th
            key={column.id}
            scope="col"
            className={cx(
              "px-2 py-1.5 text-sm font-medium text-fg-2",
              column.isNumber && "text-right",
              columnClass(column),
            )}
            {...ariaSort(column, sort)}
          >
            {sort && column.isSortable ? <SortButton column={column} sort={sort} /> : column.header}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function ariaSort<Row>({ id, isSortable }: Column<Row>, sort: TableSort | undefined) {
  if (!isSortable || sort?.column !== id) return {}
  return { "aria-sort": sort.isDescending ? ("descending" as const) : ("ascending" as const) }
}

function SortButton<Row>({ column, sort }: { readonly column: Column<Row>; readonly sort: TableSort }) {
  const isCurrent = sort.column === column.id
  const Icon = !isCurrent ? ChevronsUpDown : sort.isDescending ? ArrowDown : ArrowUp
  return (
    <button
      type="button"
      className={cx(
        "touch-target -mx-1 inline-flex min-h-6 items-center gap-1 rounded-sm px-1 text-left hover:text-fg max-sm:hidden",
        isCurrent && "text-fg",
      )}
      onClick={() => sort.onSort(column.id)}
    >
      {column.header}
      <Icon aria-hidden className={cx("size-3.5 shrink-0", !isCurrent && "opacity-50")} />
    </button>
  )
}
