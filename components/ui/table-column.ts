import type { ReactNode } from "react"

/** A column of a table. */
export interface Column<Row> {
  readonly id: string
  readonly header: ReactNode
  readonly cell: (row: Row) => ReactNode
  readonly isNumber?: boolean
  /** Left out on screens narrower than this. */
  readonly from?: "md" | "lg" | "xl" | "2xl"
  /** Whether the table can be ordered by it. */
  readonly isSortable?: boolean
  /** The title of the row: as a card it has no heading before it. */
  readonly isTitle?: boolean
}

/** The order of the rows; who draws the table puts them into it. */
export interface TableSort {
  readonly column: string
  readonly isDescending: boolean
  readonly onSort: (column: string) => void
}

/**
 * Which rows are chosen. `onToggle` and `label` must stay the same functions between renders, so that only rows that changed
 * are drawn again.
 */
export interface TableSelection<Row> {
  readonly selected: ReadonlySet<string>
  /** With Shift, everything since the last one. */
  readonly onToggle: (key: string, isRange: boolean) => void
  readonly onToggleAll: () => void
  /** Names of the checkboxes. */
  readonly label: (row: Row) => string
  readonly allLabel: string
  readonly isAllSelected: boolean
}

const FROM = { md: "max-md:hidden", lg: "max-lg:hidden", xl: "max-xl:hidden", "2xl": "max-2xl:hidden" } as const

/** The class of a column's cells: none of them on screens that leave it out. */
export function columnClass({ from }: Pick<Column<never>, "from">): string | undefined {
  return from && FROM[from]
}
