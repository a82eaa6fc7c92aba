import type { ReactNode } from "react"

import { cx } from "./cx.ts"

export interface Column<Row> {
  readonly id: string
  readonly header: ReactNode
  readonly cell: (row: Row) => ReactNode
  readonly isNumber?: boolean
  /** Left out on screens narrower than this. */
  readonly from?: "md" | "lg" | "xl"
}

const FROM = { md: "max-md:hidden", lg: "max-lg:hidden", xl: "max-xl:hidden" } as const

interface TableProps<Row> {
  /** What it lists, for readers. */
  readonly caption: string
  readonly columns: ReadonlyArray<Column<Row>>
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
}

/** Rows under headings; on narrow screens each row becomes a small card, so that nothing scrolls sideways. */
export function Table<Row>({ caption, columns, rows, rowKey }: TableProps<Row>) {
  return (
    <table className="w-full border-collapse text-left max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-sm:sr-only">
        <tr className="border-b border-line">
          {columns.map(({ id, header, isNumber, from }) => (
            <th
              key={id}
              scope="col"
              className={cx("px-2 py-1.5 text-sm font-medium text-fg-2", isNumber && "text-right", from && FROM[from])}
            >
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            className="border-b border-line hover:bg-panel-2 max-sm:flex max-sm:flex-col max-sm:gap-1 max-sm:py-3"
          >
            {columns.map(({ id, header, cell, isNumber, from }) => (
              <td
                key={id}
                className={cx(
                  "h-(--row) px-2 py-1 max-sm:flex max-sm:h-auto max-sm:gap-2 max-sm:py-0",
                  isNumber && "sm:text-right",
                  from && FROM[from],
                )}
              >
                <span aria-hidden className="w-28 shrink-0 text-sm text-fg-2 sm:hidden">
                  {header}
                </span>
                <div className="min-w-0 max-sm:flex-1">{cell(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
