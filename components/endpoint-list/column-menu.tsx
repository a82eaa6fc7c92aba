"use client"

import { Columns3 } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { setCookie } from "#components/data/set-cookie.ts"
import { Button } from "#components/ui/button.tsx"
import { Checkbox } from "#components/ui/controls.tsx"
import { Popover } from "#components/ui/popover.tsx"

import { COLUMN_IDS, COLUMNS_COOKIE } from "./column-ids.ts"
import type { ColumnId } from "./column-ids.ts"

interface ColumnMenuProps {
  /** The chosen ones; null is all that fit. */
  readonly columns: readonly ColumnId[] | null
  readonly onChange: (columns: readonly ColumnId[] | null) => void
}

/** Which columns the list has. The choice is part of the link, and this browser remembers it. */
export function ColumnMenu({ columns, onChange }: ColumnMenuProps) {
  const t = useTranslations("endpoints")
  const shown = columns ?? COLUMN_IDS
  const choose = (next: readonly ColumnId[] | null) => {
    setCookie(COLUMNS_COOKIE, next && next.join(","))
    onChange(next)
  }
  const trigger = <Button icon={<Columns3 aria-hidden className="size-4" />}>{t("columnsButton")}</Button>
  return (
    <Popover trigger={trigger} title={t("columnsTitle")}>
      <div className="flex flex-col gap-1 p-3">
        {COLUMN_IDS.map((id) => (
          <Checkbox
            key={id}
            label={t(`columns.${id}`)}
            checked={shown.includes(id)}
            // A list of names alone says too little: the last column stays.
            disabled={shown.length === 1 && shown.includes(id)}
            onChange={({ target }) =>
              choose(COLUMN_IDS.filter((one) => (one === id ? target.checked : shown.includes(one))))
            }
          />
        ))}
        <Button size="sm" className="mt-2" disabled={columns === null} onClick={() => choose(null)}>
          {t("usualColumns")}
        </Button>
      </div>
    </Popover>
  )
}
