"use client"

import { useMemo } from "react"

import { cx } from "./cx.ts"
import { RowCheckbox } from "./row-checkbox.tsx"
import { columnClass } from "./table-column.ts"
import type { Column, TableSelection, TableSort } from "./table-column.ts"
import { TableHead } from "./table-head.tsx"

export type { Column } from "./table-column.ts"

interface TableProps<Row> {
  /** What it lists, for readers. */
  readonly caption: string
  /** Rows are drawn again when this is another array: long tables keep it with `useMemo`. */
  readonly columns: ReadonlyArray<Column<Row>>
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly sort?: TableSort
  readonly selection?: TableSelection<Row>
}

/** Rows under headings; on narrow screens each row becomes a small card, so that nothing scrolls sideways. */
export function Table<Row>({ caption, columns, rows, rowKey, sort, selection }: TableProps<Row>) {
  return (
    <table className="w-full border-collapse text-left max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <TableHead columns={columns} sort={sort} selection={selection} />
      <tbody className="max-sm:block">
        {rows.map((row) => (
          <TableRow
            key={rowKey(row)}
            id={rowKey(row)}
            row={row}
            columns={columns}
            isSelected={selection?.selected.has(rowKey(row)) ?? false}
            onToggle={selection?.onToggle}
            selectLabel={selection?.label}
          />
        ))}
      </tbody>
    </table>
  )
}

interface TableRowProps<Row> {
  readonly id: string
  readonly row: Row
  readonly columns: ReadonlyArray<Column<Row>>
  readonly isSelected: boolean
  readonly onToggle: TableSelection<Row>["onToggle"] | undefined
  readonly selectLabel: TableSelection<Row>["label"] | undefined
}

/** One row, kept as long as nothing of it changed: typing into a filter draws only rows that come. */
function TableRow<Row>({ id, row, columns, isSelected, onToggle, selectLabel }: TableRowProps<Row>) {
  return useMemo(
    () => (
      <tr
        data-row={id}
        className={cx(
          "scroll-mt-14 border-b border-line last:border-b-0 hover:bg-panel-2 has-focus-visible:bg-panel-2 max-sm:relative max-sm:flex max-sm:flex-col max-sm:gap-1 max-sm:py-3",
          isSelected && "bg-accent-soft",
        )}
      >
        {onToggle && selectLabel && (
          <td aria-label={selectLabel(row)} className="w-8 pl-2 max-sm:absolute max-sm:top-2 max-sm:right-0">
            <RowCheckbox
              label={selectLabel(row)}
              isChecked={isSelected}
              onToggle={(isRange) => onToggle(id, isRange)}
            />
          </td>
        )}
        {columns.map((column) => (
          <td
            key={column.id}
            className={cx(
              "h-(--row) px-2 py-1 max-sm:h-auto max-sm:gap-2 max-sm:py-0",
              // What is left out on wider screens is left out of cards too.
              !column.from && "max-sm:flex",
              column.isNumber && "sm:text-right",
              column.isTitle && onToggle && "max-sm:pr-12",
              columnClass(column),
            )}
          >
            {!column.isTitle && (
              <span aria-hidden className="w-30 shrink-0 text-sm text-fg-2 sm:hidden">
                {column.header}
              </span>
            )}
            <div className="min-w-0 max-sm:flex-1">{column.cell(row)}</div>
          </td>
        ))}
      </tr>
    ),
    [id, row, columns, isSelected, onToggle, selectLabel],
  )
}
